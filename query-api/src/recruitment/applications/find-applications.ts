import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { ApplicationRow } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { ApplicationListQuery } from '@one-hcm/contracts/recruitment/applications/list-applications.route'
import type { FullApplication } from '@one-hcm/contracts/recruitment/applications/optimized-application.wire'
import type { EvaluationRow } from '@one-hcm/contracts/recruitment/evaluations/evaluation.row'
import type { JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type pg from 'pg'
import { fetchPage, type Page, prepared } from '../../lists/fetch-page.ts'
import { filtersOf, searchOf } from './application-search.ts'
import { totalOf } from './count-applications.ts'
import { matchesOf } from './text-matches.ts'

type OfferSummary = Pick<JobOfferRow, 'title' | 'location' | 'contract_type' | 'department'>
export type ListedApplication = {
  doc: ApplicationRow
  candidate: UserRow | null
  offer: OfferSummary | null
  evaluations: readonly EvaluationRow[]
}
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

/** The evaluations of an application, as a list of documents. */
const evaluations = `coalesce((select jsonb_agg(e.doc) from evaluations e where e.application_id = a.id), '[]')`

/** A page of applications with the names and scores that belong to them; `ownerId` leaves only that candidate's. */
export const findApplications = (pool: pg.Pool, ownerId: string | undefined, query: ApplicationListQuery) =>
  findPage<ListedApplication>(pool, ownerId, query, {
    select: `a.doc, u.doc as candidate, ${offerSummary} as offer, ${ownerId === undefined ? evaluations : "'[]'::jsonb"} as evaluations`,
    joins: names,
  })

/** A page of applications with everything that belongs to them. */
export const findFullApplications = (pool: pg.Pool, ownerId: string | undefined, query: ApplicationListQuery) =>
  findPage<FullApplication>(pool, ownerId, query, {
    select: `a.doc, u.doc as candidate, j.doc as offer, r.doc as recruiter, ${evaluations} as evaluations,
      coalesce((select jsonb_agg(jsonb_build_object('slot', s.doc, 'interview', i.doc) order by s.starts_at, s.id)
        from interview_slots s left join interviews i on i.id = s.interview_id
        where s.application_id = a.id), '[]') as slots,
      coalesce((select jsonb_agg(n.doc) from (select n.doc from notifications n
        where n.user_id = a.candidate_id and n.application_id = a.id
        order by n.notification_id desc limit 20) n), '[]') as notifications`,
    joins: `${names} left join users r on r.id = j.recruiter_id`,
  })

/**
 * A page of applications, shaped by what is selected and joined for its rows. Two statements, three with a text to look
 * for, however many applications there are; what they read is bounded by the page, the days at the ends of a period, or
 * what the text matches.
 */
async function findPage<Row>(
  pool: pg.Pool,
  ownerId: string | undefined,
  query: ApplicationListQuery,
  shape: { select: string; joins: string },
): Promise<Page<Row> | Refusal<RefusalCode>> {
  const search = searchOf(query, ownerId)
  if (isRefusal(search)) return search
  const matches = await matchesOf(pool, query.q)
  return fetchPage<Row>(pool, {
    ...shape,
    from: 'applications a',
    id: 'a.id',
    filters: filtersOf(search, matches),
    total: totalOf(search, matches),
    plannedEachTime: matches !== undefined || search.campaign !== undefined,
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
