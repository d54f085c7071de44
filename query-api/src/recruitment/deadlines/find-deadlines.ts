import type { DeadlineRow } from '@one-hcm/contracts/recruitment/deadlines/deadline.row'
import type { DeadlineListQuery } from '@one-hcm/contracts/recruitment/deadlines/list-deadlines.route'
import type pg from 'pg'
import { fetchPage } from '../../lists/fetch-page.ts'
import { createFilters } from '../../lists/filters.ts'
import { readById } from '../../lists/read-by-id.ts'

/** A deadline as it was found, with what its offer says and whose it is today; null for an offer that is gone. */
export type FoundDeadline = {
  doc: DeadlineRow
  revision: number
  job_title: string | null
  offer_recruiter: string | null
}

const shown = {
  select: 'd.doc, d.revision, j.title as job_title, j.recruiter_id as offer_recruiter',
  from: 'deadlines d left join job_offers j on j.id = d.job_offer_id',
  id: 'd.id',
} as const

const sorts = {
  due_at: { column: 'd.due_at', type: 'timestamptz' },
  updated_at: { column: 'd.updated_at', type: 'timestamptz' },
} as const

/** A page of the deadlines. A day as upper bound is included as a whole, as in the other lists. */
export function findDeadlines(pool: pg.Pool, query: DeadlineListQuery) {
  const filters = createFilters()
  filters.where((p) => `d.kind = ${p}`, query.kind)
  filters.where((p) => `d.status = ${p}`, query.status)
  filters.where((p) => `d.job_offer_id = ${p}::uuid`, query.job_offer_id)
  filters.where((p) => `d.application_id = ${p}::uuid`, query.application_id)
  filters.where((p) => `d.due_at >= ${p}::timestamptz`, query.due_from)
  filters.where(
    (p) => (query.due_to?.length === 10 ? `d.due_at < ${p}::date + 1` : `d.due_at <= ${p}::timestamptz`),
    query.due_to,
  )
  const { sort, order, skip, limit, cursor } = query
  return fetchPage<FoundDeadline>(pool, { ...shown, filters, sort: sorts[sort], order, skip, limit, cursor })
}

/** One deadline, undefined when there is none. */
export const findDeadline = (pool: pg.Pool, id: string): Promise<FoundDeadline | undefined> =>
  readById<FoundDeadline>(pool, { ...shown, filters: createFilters() }, id)
