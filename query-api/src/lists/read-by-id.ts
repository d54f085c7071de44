import type pg from 'pg'
import { prepared } from './fetch-page.ts'
import type { Filters } from './filters.ts'

export type ReadById = {
  /** Columns of the row, as SQL. */
  select: string
  from: string
  /** Column that holds the id. */
  id: string
  /** What a row must fulfil besides, with its values. */
  filters: Filters
}

type Batch<Row> = { ids: Set<string>; rows: Promise<ReadonlyMap<string, Row>> }

const batches = new WeakMap<pg.Pool, Map<string, Batch<unknown>>>()

/**
 * One row by its id, undefined when none fulfils the filters. Reads of one turn of the event loop that differ in the id
 * alone travel as one statement: under load, a statement costs more than the rows it brings. Each row is read after it
 * was asked for, so nobody is shown an older state.
 */
export async function readById<Row>(pool: pg.Pool, read: ReadById, id: string): Promise<Row | undefined> {
  const filters = read.filters.copy()
  const values = filters.values()
  const ids = `$${values.length + 1}`
  filters.always(`${read.id} = any(${ids}::uuid[])`)
  const text = `select ${read.select}, ${read.id} as read_id from ${read.from} ${filters.sql()}`
  const waiting = batches.get(pool) ?? new Map<string, Batch<unknown>>()
  batches.set(pool, waiting)
  const group = values.length === 0 ? text : `${text} ${JSON.stringify(values)}`
  let batch = waiting.get(group) as Batch<Row> | undefined
  if (!batch) {
    const wanted = new Set<string>()
    batch = {
      ids: wanted,
      rows: new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
        waiting.delete(group)
        const rows = await prepared<Row & { read_id: string }>(pool, text, [...values, [...wanted]])
        return new Map(rows.map((row) => [row.read_id, row]))
      }),
    }
    waiting.set(group, batch)
  }
  batch.ids.add(id)
  return (await batch.rows).get(id)
}
