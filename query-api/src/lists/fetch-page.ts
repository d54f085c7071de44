import { createHash } from 'node:crypto'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { decodeCursor, encodeCursor } from '@one-hcm/platform/read-models/cursor'
import type pg from 'pg'
import { z } from 'zod'
import type { Filters } from './filters.ts'

/** What a list can be sorted by: a column that is never null, and how its values look in a cursor. */
export type SortColumn = { column: string; type: 'timestamptz' | 'text' }

export type ListQuery = {
  /** Columns of a row, as SQL. A function where they need values: those are the page's alone, the count has none. */
  select: string | ((page: Filters) => string)
  /** What is filtered, sorted and counted. With `joins` one table and its alias, `applications a`. */
  from: string
  /** What else `select` needs, joined to the rows of the page alone: `left join users u on u.id = a.candidate_id`. */
  joins?: string
  /** Column that makes the order total. */
  id: string
  /** Conditions on `from`. */
  filters: Filters
  /** How many match, as `total`, where counting all of them would take too long. */
  total?: Statement
  /** Planned for its values at each call, where the best way depends on them more than planning costs. */
  plannedEachTime?: boolean
  sort: SortColumn
  order: 'asc' | 'desc'
  skip: number
  limit: number
  cursor?: string | undefined
}

export type Statement = { text: string; values: unknown[] }
export type Page<Row> = { rows: Row[]; total: number; next: string | null }

/**
 * One page of a list, with the number of all that match: two statements, whatever the page holds. A cursor continues
 * after the last row it was given for, so that rows that come or go meanwhile are neither skipped nor repeated; it fits
 * the order it was made in and no other.
 */
export async function fetchPage<Row>(pool: pg.Pool, list: ListQuery): Promise<Page<Row> | Refusal<RefusalCode>> {
  const { sort, order, limit } = list
  const total = list.total ?? countOf(list)
  const page = list.filters.copy()
  if (list.cursor !== undefined) {
    const cursor = decodeCursor(cursorOf(list), list.cursor)
    if (isRefusal(cursor)) return cursor
    const [, , value, id] = cursor.values
    const after = order === 'desc' ? '<' : '>'
    page.always(`(${sort.column}, ${list.id}) ${after} (${page.value(value)}::${sort.type}, ${page.value(id)}::uuid)`)
  }
  const offset = list.cursor === undefined ? `offset ${page.value(list.skip)}` : ''
  const select = typeof list.select === 'string' ? list.select : list.select(page)
  const inOrder = `order by ${sort.column} ${order}, ${list.id} ${order}`
  const part = `limit ${page.value(limit + 1)} ${offset}`
  const run = list.plannedEachTime ? planned : prepared
  const [found, counted] = await Promise.all([
    run<Row & { sort_value: string; sort_id: string }>(
      pool,
      `select ${select}, to_jsonb(${sort.column}) #>> '{}' as sort_value, ${list.id} as sort_id
       from ${list.joins === undefined ? `${list.from} ${page.sql()} ${inOrder} ${part}` : joined(list, page, inOrder, part)}`,
      page.values(),
    ),
    run<{ total: number }>(pool, total.text, total.values),
  ])
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    rows,
    total: counted[0]!.total,
    next: last ? encodeCursor([sort.column, order, last.sort_value, last.sort_id]) : null,
  }
}

/** Joins the rows of the page only: those that `skip` passes over are gone before anything is looked up for them. */
const joined = ({ from, id, joins }: ListQuery, page: Filters, inOrder: string, part: string): string =>
  `(select ${id} as id from ${from} ${page.sql()} ${inOrder} ${part}) page join ${from} on ${id} = page.id ${joins} ${inOrder}`

/** Counts all that match. */
export const countOf = ({ from, filters }: Pick<ListQuery, 'from' | 'filters'>): Statement => ({
  text: `select count(*)::integer as total from ${from} ${filters.sql()}`,
  values: filters.values(),
})

const cursorOf = ({ sort, order }: ListQuery) =>
  z.tuple([
    z.literal(sort.column),
    z.literal(order),
    sort.type === 'timestamptz' ? z.iso.datetime({ offset: true }) : z.string(),
    z.uuid(),
  ])

/** Runs a statement under a name that follows from its text, so that a connection plans it once. */
export async function prepared<Row>(pool: pg.Pool, text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await pool.query({ name: nameOf(text), text, values })
  return rows as Row[]
}

/** Runs a statement that is planned for these values alone. */
export async function planned<Row>(pool: pg.Pool, text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await pool.query({ text, values })
  return rows as Row[]
}

/** Texts come from code and are few; remembered, they are hashed once. */
const names = new Map<string, string>()
const NAMES_MAX = 1_000

function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = createHash('sha1').update(text).digest('hex')
  if (names.size < NAMES_MAX) names.set(text, name)
  return name
}
