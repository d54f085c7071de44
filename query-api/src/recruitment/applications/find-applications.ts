import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { ApplicationRow } from '@one-hcm/contracts/recruitment/applications/application.row'
import { statusesShownAs } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { ApplicationListQuery } from '@one-hcm/contracts/recruitment/applications/list-applications.route'
import type { JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type pg from 'pg'
import { fetchPage, type Page, prepared } from '../../lists/fetch-page.ts'
import { contains, createFilters } from '../../lists/filters.ts'

type OfferSummary = Pick<JobOfferRow, 'title' | 'location' | 'contract_type' | 'department'>
export type ListedApplication = { doc: ApplicationRow; candidate: UserRow | null; offer: OfferSummary | null }
export type FoundApplication = {
  doc: ApplicationRow
  revision: number
  candidate: UserRow | null
  offer: JobOfferRow | null
}

const sorts = {
  created_at: { column: 'a.created_at', type: 'timestamptz' },
  updated_at: { column: 'a.updated_at', type: 'timestamptz' },
  status: { column: 'a.status', type: 'text' },
} as const

const withNames = `applications a left join users u on u.id = a.candidate_id left join job_offers j on j.id = a.job_offer_id`
const offerSummary = `jsonb_build_object('title', j.title, 'location', j.location,
  'contract_type', j.contract_type, 'department', j.department)`

/** A page of applications with the names that belong to them; `ownerId` leaves only that candidate's. */
export async function findApplications(
  pool: pg.Pool,
  ownerId: string | undefined,
  query: ApplicationListQuery,
): Promise<Page<ListedApplication> | Refusal<RefusalCode>> {
  const filters = createFilters()
  filters.where((p) => `a.candidate_id = ${p}::uuid`, ownerId)
  filters.where((p) => `a.candidate_id = ${p}::uuid`, query.candidate_id)
  filters.where((p) => `a.job_offer_id = ${p}::uuid`, query.job_offer_id)
  for (const word of [query.status_filter, query.status]) {
    if (word === undefined || word === '') continue
    const statuses = statusesShownAs(word)
    if (!statuses) return refuse('status-unknown', { status: word })
    filters.where((p) => `a.status = any(${p}::text[])`, statuses)
  }
  filters.where((p) => `a.created_at >= ${p}::timestamptz`, query.date_from)
  filters.where(
    (p) => `a.created_at < ${p}::timestamptz + ${isDay(query.date_to) ? "interval '1 day'" : "interval '1 ms'"}`,
    query.date_to,
  )
  filters.where((p) => `(u.search ilike ${p} or j.title ilike ${p})`, contains(query.q))
  return fetchPage<ListedApplication>(pool, {
    select: `a.doc, u.doc as candidate, ${offerSummary} as offer`,
    from: withNames,
    id: 'a.id',
    filters,
    sort: sorts[query.sort],
    order: query.order,
    skip: query.skip,
    limit: query.limit,
    cursor: query.cursor,
  })
}

/** One application with its candidate and its offer, in one statement. */
export async function findApplication(pool: pg.Pool, id: string): Promise<FoundApplication | undefined> {
  const [found] = await prepared<FoundApplication>(
    pool,
    `select a.doc, a.revision, u.doc as candidate, j.doc as offer from ${withNames} where a.id = $1::uuid`,
    [id],
  )
  return found
}

/** One application alone. */
export async function findApplicationRow(pool: pg.Pool, id: string): Promise<ApplicationRow | undefined> {
  const [found] = await prepared<{ doc: ApplicationRow }>(pool, 'select doc from applications where id = $1::uuid', [
    id,
  ])
  return found?.doc
}

const isDay = (value: string | undefined): boolean => value?.length === 10
