import type { AccessRequestStatus } from '@one-hcm/contracts/identity/users/access-request'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type pg from 'pg'
import { fetchPage, type Page } from '../../lists/fetch-page.ts'
import { createFilters } from '../../lists/filters.ts'

export type AccessRequestFilter = {
  status: AccessRequestStatus | undefined
  viewed: boolean | undefined
  skip: number
  limit: number
  cursor: string | undefined
}

/** One page of accounts with a request, newest request first. */
export function findAccessRequests(
  pool: pg.Pool,
  { status, viewed, skip, limit, cursor }: AccessRequestFilter,
): Promise<Page<{ doc: UserRow }> | Refusal<RefusalCode>> {
  const filters = createFilters()
  filters.always('u.request_status is not null')
  filters.where((value) => `u.request_status = ${value}`, status)
  filters.where((value) => `u.request_viewed = ${value}`, viewed)
  return fetchPage(pool, {
    select: () => 'u.doc',
    from: 'users u',
    id: 'u.id',
    filters,
    sort: { column: 'u.request_created_at', type: 'timestamptz' },
    order: 'desc',
    skip,
    limit,
    cursor,
  })
}

/** The counters of the inbox: still to decide, and not looked at. */
export async function countAccessRequests(pool: pg.Pool): Promise<{ pending: number; unviewed: number }> {
  const { rows } = await pool.query<{ pending: number; unviewed: number }>({
    name: 'access-request-counters',
    text: `select count(*) filter (where request_status = 'pending')::integer as pending,
                  count(*) filter (where not request_viewed)::integer as unviewed
           from users where request_status is not null`,
  })
  return rows[0]!
}
