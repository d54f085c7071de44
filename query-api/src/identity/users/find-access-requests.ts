import type { AccessRequestStatus } from '@one-hcm/contracts/identity/users/access-request'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type pg from 'pg'
import { fetchPage, type Page, prepared, type Statement } from '../../lists/fetch-page.ts'
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
    total: countRequests(status, viewed),
    sort: { column: 'u.request_created_at', type: 'timestamptz' },
    order: 'desc',
    skip,
    limit,
    cursor,
  })
}

/** How many match, from what the projector counted. */
function countRequests(status: AccessRequestStatus | undefined, viewed: boolean | undefined): Statement {
  const filters = createFilters()
  filters.always("t.request <> 'none'")
  filters.where((value) => `t.request = ${value}`, status)
  filters.where((value) => `t.viewed = ${value}`, viewed === undefined ? undefined : String(viewed))
  return {
    text: `select coalesce(sum(t.n), 0)::integer as total from user_accounts t ${filters.sql()}`,
    values: filters.values(),
  }
}

/** The counters of the inbox: still to decide, and not looked at. */
export async function countAccessRequests(pool: pg.Pool): Promise<{ pending: number; unviewed: number }> {
  const [counted] = await prepared<{ pending: number; unviewed: number }>(
    pool,
    `select coalesce(sum(t.n) filter (where t.request = 'pending'), 0)::integer as pending,
            coalesce(sum(t.n) filter (where t.viewed = 'false'), 0)::integer as unviewed
     from user_accounts t where t.request <> 'none'`,
    [],
  )
  return counted!
}
