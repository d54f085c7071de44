import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { Decoded } from '@one-hcm/platform/event-store/codec'
import type pg from 'pg'
import type { Projection } from './projection.ts'

type Touched = { row: unknown; revision: number; position: bigint; changed: boolean }

/** What could not be applied, by stream: the first event that failed and why. */
export type Failures = Map<string, { revision: number; reason: string }>

/**
 * Applies events to the tables of one generation, inside the caller's transaction: one query loads the touched rows of
 * a table, the folds run in memory, one statement writes them back. An event a row already contains changes nothing,
 * so a batch may be applied twice. Streams in `parked` are passed over; streams that fail are returned, with nothing of
 * theirs written.
 */
export async function applyBatch(
  db: pg.PoolClient,
  schema: string,
  projections: readonly Projection[],
  batch: readonly Decoded[],
  parked: ReadonlySet<string>,
): Promise<Failures> {
  const failures: Failures = new Map()
  const events: Recorded[] = []
  for (const decoded of batch) {
    if (decoded.kind === 'unreadable' && !parked.has(decoded.stored.stream))
      fail(failures, decoded.stored.stream, decoded.stored.revision, decoded.reason)
    if (decoded.kind === 'event' && !parked.has(decoded.event.stream)) events.push(decoded.event)
  }

  const tables = projections.map((projection) => ({
    projection,
    events: events.filter((event) => projection.events.includes(event.type)),
  }))
  // Every fold is tried before anything is written: a stream that fails in one table must not appear in another.
  const folded: { projection: Projection; rows: Map<string, Touched>; streams: Map<string, string> }[] = []
  for (const { projection, events } of tables) {
    if (events.length === 0) continue
    const streams = new Map(events.map((event) => [projection.key(event), event.stream]))
    const rows = await loadRows(db, schema, projection, [...streams.keys()])
    for (const event of events) {
      if (failures.has(event.stream)) continue
      const key = projection.key(event)
      const touched = rows.get(key) ?? { row: undefined, revision: -1, position: 0n, changed: false }
      if (event.revision <= touched.revision) continue
      try {
        const row = projection.fold(touched.row, event)
        rows.set(key, { row, revision: event.revision, position: event.position, changed: true })
      } catch (error) {
        fail(failures, event.stream, event.revision, `${projection.table}: ${(error as Error).name}`)
      }
    }
    folded.push({ projection, rows, streams })
  }
  for (const { projection, rows, streams } of folded) {
    const changed = [...rows].filter(([key, { changed }]) => changed && !failures.has(streams.get(key)!))
    await writeRows(db, schema, projection, changed)
  }
  return failures
}

function fail(failures: Failures, stream: string, revision: number, reason: string): void {
  if (!failures.has(stream)) failures.set(stream, { revision, reason })
}

async function loadRows(
  db: pg.PoolClient,
  schema: string,
  projection: Projection,
  keys: string[],
): Promise<Map<string, Touched>> {
  const { rows } = await db.query<{ id: string; revision: number; position: bigint; doc: unknown }>({
    name: `load-${schema}-${projection.table}`,
    text: `select id, revision, position, doc from ${schema}.${projection.table} where id = any($1::uuid[])`,
    values: [keys],
  })
  return new Map(rows.map(({ id, revision, position, doc }) => [id, { row: doc, revision, position, changed: false }]))
}

async function writeRows(
  db: pg.PoolClient,
  schema: string,
  projection: Projection,
  changed: readonly (readonly [string, Touched])[],
): Promise<void> {
  const gone = changed.filter(([, { row }]) => row === undefined).map(([key]) => key)
  if (gone.length > 0) await db.query(`delete from ${schema}.${projection.table} where id = any($1::uuid[])`, [gone])
  const kept = changed.filter(([, { row }]) => row !== undefined)
  if (kept.length === 0) return
  const columns = Object.entries(projection.columns)
  const names = ['id', 'revision', 'position', 'doc', ...columns.map(([name]) => name)]
  const types = ['uuid', 'integer', 'bigint', 'jsonb', ...columns.map(([, { type }]) => type)]
  const values = [
    kept.map(([key]) => key),
    kept.map(([, { revision }]) => revision),
    kept.map(([, { position }]) => String(position)),
    kept.map(([, { row }]) => JSON.stringify(row)),
    ...columns.map(([, { value }]) => kept.map(([, { row }]) => value(row))),
  ]
  await db.query({
    name: `write-${schema}-${projection.table}`,
    text: `insert into ${schema}.${projection.table} (${names.join(', ')})
           select * from unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')})
           on conflict (id) do update set ${names
             .slice(1)
             .map((name) => `${name} = excluded.${name}`)
             .join(', ')}`,
    values,
  })
}
