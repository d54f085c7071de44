import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { ApplicationRow } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { ApplicationListQuery } from '@one-hcm/contracts/recruitment/applications/list-applications.route'
import type { JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type pg from 'pg'
import { fetchPage, type Page, prepared } from '../../lists/fetch-page.ts'
import { filtersOf, searchOf } from './application-search.ts'
import { totalOf } from './count-applications.ts'
import { matchesOf } from './text-matches.ts'

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

const names = `left join users u on u.id = a.candidate_id left join job_offers j on j.id = a.job_offer_id`
const offerSummary = `jsonb_build_object('title', j.title, 'location', j.location,
  'contract_type', j.contract_type, 'department', j.department)`

/**
 * A page of applications with the names that belong to them; `ownerId` leaves only that candidate's. Two statements, three
 * with a text to look for, however many applications there are; what they read is bounded by the page, the days at
 * the ends of a period, or what the text matches.
 */
export async function findApplications(
  pool: pg.Pool,
  ownerId: string | undefined,
  query: ApplicationListQuery,
): Promise<Page<ListedApplication> | Refusal<RefusalCode>> {
  const search = searchOf(query, ownerId)
  if (isRefusal(search)) return search
  const matches = await matchesOf(pool, query.q)
  return fetchPage<ListedApplication>(pool, {
    select: `a.doc, u.doc as candidate, ${offerSummary} as offer`,
    from: 'applications a',
    joins: names,
    id: 'a.id',
    filters: filtersOf(search, matches),
    total: totalOf(search, matches),
    plannedEachTime: matches !== undefined,
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
    `select a.doc, a.revision, u.doc as candidate, j.doc as offer from applications a ${names} where a.id = $1::uuid`,
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
