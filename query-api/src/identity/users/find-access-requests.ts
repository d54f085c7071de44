import type { AccessRequestStatus } from '@one-hcm/contracts/identity/users/access-request'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type pg from 'pg'

export type AccessRequestFilter = {
  status: AccessRequestStatus | undefined
  viewed: boolean | undefined
  skip: number
  limit: number
  /** Account of the last request of the page before; `skip` is then not used. */
  after: string | undefined
}

/** One page of accounts with a request, newest request first. */
export async function findAccessRequests(
  pool: pg.Pool,
  { status, viewed, skip, limit, after }: AccessRequestFilter,
): Promise<{ rows: UserRow[]; total: number; more: boolean }> {
  const filters = `u.request_status is not null
    and ($1::text is null or u.request_status = $1) and ($2::boolean is null or u.request_viewed = $2)`
  const values = [status ?? null, viewed ?? null]
  const [{ rows: counted }, { rows }] = await Promise.all([
    pool.query<{ total: bigint }>(`select count(*) as total from users u where ${filters}`, values),
    pool.query<{ doc: UserRow }>(
      `select u.doc from users u where ${filters}
       and ($3::uuid is null or (u.request_created_at, u.id) <
         (select a.request_created_at, a.id from users a where a.id = $3))
       order by u.request_created_at desc, u.id desc limit $4 offset $5`,
      [...values, after ?? null, limit + 1, after === undefined ? skip : 0],
    ),
  ])
  return {
    rows: rows.slice(0, limit).map(({ doc }) => doc),
    total: Number(counted[0]!.total),
    more: rows.length > limit,
  }
}

/** The counters of the inbox: still to decide, and not looked at. */
export async function countAccessRequests(pool: pg.Pool): Promise<{ pending: number; unviewed: number }> {
  const { rows } = await pool.query<{ pending: bigint; unviewed: bigint }>({
    name: 'access-request-counters',
    text: `select count(*) filter (where request_status = 'pending') as pending,
                  count(*) filter (where not request_viewed) as unviewed
           from users where request_status is not null`,
  })
  return { pending: Number(rows[0]!.pending), unviewed: Number(rows[0]!.unviewed) }
}
