import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import { EVERYBODY } from '@one-hcm/contracts/recruitment/statistics/figures'
import { countOf, type Statement } from '../../lists/fetch-page.ts'
import { createFilters, type Filters } from '../../lists/filters.ts'
import { type ApplicationSearch, filtersOf, offersOf } from './application-search.ts'
import type { TextMatches } from './text-matches.ts'

const DAY_MS = 86_400_000

/**
 * How many applications match, exactly, without counting them one by one where that could be many: from what the
 * projector counted, and by an index where only few can match (one candidate's, one offer's in a period, the days at
 * the ends of a period, those of the candidates a text names). A text that more people have than can be named is counted
 * by person; only with further filters, application by application.
 */
export function totalOf(search: ApplicationSearch, matches: TextMatches | undefined): Statement {
  const dated = search.from !== undefined || search.to !== undefined
  if (search.candidates.length > 0) return counted(search, matches)
  if (matches?.kind === 'many') {
    const narrowed = dated || search.offer !== undefined || search.campaign !== undefined || search.statuses.length > 0
    return narrowed || !matches.offers ? counted(search, matches) : countedByPeople(matches.pattern, matches.offers)
  }
  if (matches && search.campaign !== undefined) return counted(search, matches)
  if (matches) return dated || search.offer ? counted(search, matches) : countedByText(search, matches)
  if (search.campaign !== undefined)
    return dated || search.offer ? counted(search, matches) : countedByCampaign(search, search.campaign)
  if (search.offer) return dated ? counted(search, matches) : countedByOffer(search, [search.offer])
  return dated ? countedByDay(search) : countedByStatus(search)
}

const counted = (search: ApplicationSearch, matches: TextMatches | undefined): Statement =>
  countOf({ from: 'applications a', filters: filtersOf(search, matches) })

const sum = (expression: string, values: unknown[]): Statement => ({
  text: `select (${expression})::integer as total`,
  values,
})

/** The sum of a tally's groups. */
const sumOver = (tally: string, filters: Filters) => `select coalesce(sum(t.n), 0) from ${tally} t ${filters.sql()}`

function onStatuses(search: ApplicationSearch, filters: Filters): Filters {
  const words = search.statuses.map(({ statuses }) => statuses)
  if (words.length > 0)
    filters.where(
      (p) => `t.status = any(${p}::text[])`,
      words.reduce((both, one) => both.filter((status: ApplicationStatus) => one.includes(status))),
    )
  return filters
}

function countedByStatus(search: ApplicationSearch): Statement {
  const filters = createFilters()
  filters.where((p) => `t.recruiter_id = ${p}::uuid`, EVERYBODY)
  onStatuses(search, filters)
  return sum(sumOver('application_statuses', filters), filters.values())
}

function countedByOffer(search: ApplicationSearch, offers: readonly string[]): Statement {
  const filters = createFilters()
  filters.where((p) => `t.job_offer_id = any(${p}::uuid[])`, offers)
  onStatuses(search, filters)
  return sum(sumOver('application_offers', filters), filters.values())
}

function countedByCampaign(search: ApplicationSearch, campaign: number): Statement {
  const filters = createFilters()
  filters.where((p) => `t.job_offer_id = any(${offersOf(p)})`, campaign)
  onStatuses(search, filters)
  return sum(sumOver('application_offers', filters), filters.values())
}

/** Offers by what was counted, candidates by their index, without what both would count. */
function countedByText(search: ApplicationSearch, matches: TextMatches & { kind: 'named' }): Statement {
  const { text, values } = countedByOffer(search, matches.offers)
  const filters = filtersOf(search, undefined)
  filters.where((p) => `a.candidate_id = any(${p}::uuid[])`, matches.candidates)
  filters.where((p) => `a.job_offer_id <> all(${p}::uuid[])`, matches.offers)
  const others = `select count(*)::integer from applications a ${filters.sql()}`
  return {
    text: `select total + (${renumbered(others, values.length)}) as total from (${text}) offers`,
    values: [...values, ...filters.values()],
  }
}

/** What each person a text names has sent, and what came for these offers, without what both would count. */
const countedByPeople = (pattern: string, offers: readonly string[]): Statement =>
  sum(
    `(select coalesce(sum(t.n), 0) from applicants t join users u on u.id = t.candidate_id
      where t.recruiter_id = $1::uuid and u.search like $2)
     + (select coalesce(sum(t.n), 0) from application_offers t where t.job_offer_id = any($3::uuid[]))
     - (select count(*) from applications a join users u on u.id = a.candidate_id
        where a.job_offer_id = any($3::uuid[]) and u.search like $2)`,
    [EVERYBODY, pattern, offers],
  )

const renumbered = (text: string, by: number): string =>
  text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + by}`)

/** Whole days by what was counted, the beginning of the first and the end of the last day by their index. */
function countedByDay(search: ApplicationSearch): Statement {
  const first = search.from && new Date(Math.ceil(search.from.getTime() / DAY_MS) * DAY_MS)
  const last = search.to && new Date(Math.floor(search.to.getTime() / DAY_MS) * DAY_MS)
  // Less than one whole day: what is between is few.
  if (first && last && first >= last) return counted(search, undefined)
  const filters = createFilters()
  filters.where((p) => `t.recruiter_id = ${p}::uuid`, EVERYBODY)
  filters.where((p) => `t.day >= ${p}::date`, first?.toISOString())
  filters.where((p) => `t.day < ${p}::date`, last?.toISOString())
  onStatuses(search, filters)
  const parts = [{ text: sumOver('application_days', filters), values: filters.values() }]
  const end = (from: Date | undefined, to: Date | undefined) => {
    if (!from || !to || from.getTime() === to.getTime()) return
    const { text, values } = counted({ ...search, from, to }, undefined)
    parts.push({ text, values })
  }
  end(search.from, first)
  end(last, search.to)
  const values: unknown[] = []
  const texts = parts.map((part) => {
    const text = `(${renumbered(part.text, values.length)})`
    values.push(...part.values)
    return text
  })
  return sum(texts.join(' + '), values)
}
