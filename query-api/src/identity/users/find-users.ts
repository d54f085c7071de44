import type { userSortFields } from '@one-hcm/contracts/identity/users/list-users.route'
import type { UserStatut } from '@one-hcm/contracts/identity/users/user.events'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type pg from 'pg'
import { countOf, prepared, type Statement } from '../../lists/fetch-page.ts'
import { contains, createFilters, type Filters } from '../../lists/filters.ts'

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
  /** Id of the last account of the page before; `skip` is then not used. */
  after: string | undefined
}

/**
 * One page of accounts, whether there are more, and how many there are in all. Pages continue after an id and not after
 * a sort value as elsewhere: a cursor travels in addresses, where no name or e-mail address may appear.
 */
export async function findUsers(
  pool: pg.Pool,
  filter: UserFilter,
): Promise<{ found: FoundUser[]; total: number; more: boolean }> {
  const { sort, order, skip, limit, after } = filter
  const filters = filtersOf(filter)
  const total = filter.q ? countOf({ from: 'users u', filters }) : countedBefore(filter)
  const page = filters.copy()
  if (after !== undefined) {
    const beyond = order === 'asc' ? '>' : '<'
    page.always(
      `(u.${sort}, u.id) ${beyond} (select a.${sort}, a.id from users a where a.id = ${page.value(after)}::uuid)`,
    )
  }
  const [counted, rows] = await Promise.all([
    prepared<{ total: number }>(pool, total.text, total.values),
    prepared<FoundUser>(
      pool,
      `select ${FOUND} from users u ${page.sql()} order by u.${sort} ${order}, u.id ${order}
       limit ${page.value(limit + 1)} offset ${page.value(after === undefined ? skip : 0)}`,
      page.values(),
    ),
  ])
  return { found: rows.slice(0, limit), total: counted[0]!.total, more: rows.length > limit }
}

/** How many match, from what the projector counted. */
function countedBefore({ visible, role, statut }: UserFilter): Statement {
  const filters = createFilters()
  filters.where((value) => `t.role = ${value}`, visible)
  filters.where((value) => `t.role = ${value}`, role)
  filters.where((value) => `t.statut = ${value}`, statut)
  return {
    text: `select coalesce(sum(t.n), 0)::integer as total from user_accounts t ${filters.sql()}`,
    values: filters.values(),
  }
}

function filtersOf({ visible, role, statut, q }: UserFilter): Filters {
  const filters = createFilters()
  filters.where((value) => `u.role = ${value}`, visible)
  filters.where((value) => `u.role = ${value}`, role)
  filters.where((value) => `u.statut = ${value}`, statut)
  filters.where((value) => `u.search like ${value}`, contains(q?.toLowerCase()))
  return filters
}
