import type { userSortFields } from '@one-hcm/contracts/identity/users/list-users.route'
import type { UserStatut } from '@one-hcm/contracts/identity/users/user.events'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type pg from 'pg'

export type FoundUser = { row: UserRow; lastLogin: string | null; revision: number }

/** The account beside the time of its last login, which its sessions know. */
const FOUND = `u.doc as row, u.revision,
  (select s.doc->>'started_at' from user_sessions s where s.user_id = u.id
   order by s.started_at desc limit 1) as "lastLogin"`

export async function findUser(pool: pg.Pool, id: string): Promise<FoundUser | undefined> {
  const { rows } = await pool.query<FoundUser>({
    name: 'user-by-id',
    text: `select ${FOUND} from users u where u.id = $1`,
    values: [id],
  })
  return rows[0]
}

export type UserFilter = {
  /** Roles the caller may see; undefined for all. */
  visible: Role | undefined
  role: Role | undefined
  statut: UserStatut | undefined
  /** Part of a name or of an address, taken literally. */
  q: string | null
  sort: (typeof userSortFields)[number]
  order: 'asc' | 'desc'
  skip: number
  limit: number
  /** Id of the last account of the page before; `skip` then counts from there on. */
  after: string | undefined
}

/** One page of accounts, whether there are more, and how many there are in all. */
export async function findUsers(
  pool: pg.Pool,
  filter: UserFilter,
): Promise<{ found: FoundUser[]; total: number; more: boolean }> {
  const { sort, order, skip, limit, after } = filter
  const where = conditionsOf(filter)
  // Sort and order are words of the route's own lists, never the caller's text.
  const beyond = order === 'asc' ? '>' : '<'
  const values = [...where.values]
  let sql = where.sql
  if (after !== undefined) {
    values.push(after)
    sql += ` and (u.${sort}, u.id) ${beyond} (select a.${sort}, a.id from users a where a.id = $${values.length})`
  }
  values.push(limit + 1, after === undefined ? skip : 0)
  const [{ rows: counted }, { rows }] = await Promise.all([
    pool.query<{ total: bigint }>(`select count(*) as total from users u where ${where.sql}`, where.values),
    pool.query<FoundUser>(
      `select ${FOUND} from users u where ${sql}
       order by u.${sort} ${order}, u.id ${order} limit $${values.length - 1} offset $${values.length}`,
      values,
    ),
  ])
  return { found: rows.slice(0, limit), total: Number(counted[0]!.total), more: rows.length > limit }
}

function conditionsOf({ visible, role, statut, q }: UserFilter): { sql: string; values: unknown[] } {
  const values: unknown[] = []
  const conditions: string[] = ['true']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  if (visible !== undefined) add((value) => `u.role = ${value}`, visible)
  if (role !== undefined) add((value) => `u.role = ${value}`, role)
  if (statut !== undefined) add((value) => `u.statut = ${value}`, statut)
  if (q !== null) add((value) => `u.search like ${value}`, `%${escapeLike(q.toLowerCase())}%`)
  return { sql: conditions.join(' and '), values }
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
