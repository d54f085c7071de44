import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import { type ApplicationStatus, statusesShownAs } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { ApplicationListQuery } from '@one-hcm/contracts/recruitment/applications/list-applications.route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { createFilters, type Filters } from '../../lists/filters.ts'
import type { TextMatches } from './text-matches.ts'

/** A word for statuses and what it covers: one canonical status, or all that a French word stands for. */
export type StatusWord = { word: string; statuses: readonly ApplicationStatus[] }

/** What a list of applications is narrowed down to, as its query says it. */
export type ApplicationSearch = {
  candidates: readonly string[]
  offer: string | undefined
  /** Number of the campaign that the offer belongs to. */
  campaign: number | undefined
  statuses: readonly StatusWord[]
  /** From this moment on, inclusive. */
  from: Date | undefined
  /** Up to this moment, exclusive: the end of a day, or a millisecond after a moment that is included. */
  to: Date | undefined
}

const DAY_MS = 86_400_000

export function searchOf(
  query: Omit<ApplicationListQuery, 'skip' | 'limit'>,
  ownerId: string | undefined,
): ApplicationSearch | Refusal<RefusalCode> {
  const statuses: StatusWord[] = []
  for (const word of [query.status_filter, query.status]) {
    if (word === undefined || word === '') continue
    const covered = statusesShownAs(word)
    if (!covered) return refuse('status-unknown', { status: word })
    statuses.push({ word, statuses: covered })
  }
  const { date_from: from, date_to: to } = query
  return {
    candidates: [ownerId, query.candidate_id].filter((id) => id !== undefined),
    offer: query.job_offer_id,
    campaign: query.campaign_id,
    statuses,
    // Rows are dated to the millisecond: what is finer is rounded up, so that no earlier row is let in.
    from: from === undefined ? undefined : new Date(momentOf(from)),
    to: to === undefined ? undefined : new Date(Math.floor(Date.parse(to)) + (to.length === 10 ? DAY_MS : 1)),
  }
}

/** Milliseconds; a finer fraction, which `Date` would cut off, counts as the next one. */
const momentOf = (text: string): number => Date.parse(text) + (/\.\d{3}\d*[1-9]/.test(text) ? 1 : 0)

/** The ids of a campaign's offers, as an array that is read once. */
export const offersOf = (campaign: string): string =>
  `array(select j.id from job_offers j where j.campaign_id = ${campaign}::integer)`

/** The conditions on `applications a`; each is a range of an index, or looked at in the order of one. */
export function filtersOf(search: ApplicationSearch, matches: TextMatches | undefined): Filters {
  const filters = createFilters()
  for (const candidate of search.candidates) filters.where((p) => `a.candidate_id = ${p}::uuid`, candidate)
  filters.where((p) => `a.job_offer_id = ${p}::uuid`, search.offer)
  filters.where((p) => `a.job_offer_id = any(${offersOf(p)})`, search.campaign)
  for (const { word, statuses } of search.statuses) {
    if (statuses.length === 1) filters.where((p) => `a.status = ${p}`, statuses[0])
    else filters.where((p) => `a.status_fr = ${p}`, word)
  }
  filters.where((p) => `a.created_at >= ${p}::timestamptz`, search.from?.toISOString())
  filters.where((p) => `a.created_at < ${p}::timestamptz`, search.to?.toISOString())
  if (matches?.kind === 'named')
    filters.always(
      `(a.candidate_id = any(${filters.value(matches.candidates)}::uuid[])
        or a.job_offer_id = any(${filters.value(matches.offers)}::uuid[]))`,
    )
  if (matches?.kind === 'many')
    filters.where(
      (p) => `(exists (select from users u where u.id = a.candidate_id and u.search like ${p})
        or exists (select from job_offers j where j.id = a.job_offer_id and j.title ilike ${p}))`,
      matches.pattern,
    )
  return filters
}
