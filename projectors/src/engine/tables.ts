import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Projection } from './projection.ts'

/** Columns every read-model table has before its own. */
const COMMON = 'id uuid primary key, revision integer not null, position bigint not null, doc jsonb not null'

/** SQL that creates one table without its indexes, so that a rebuild can fill it first. */
export function createTableSql(schema: string, projection: Projection): string {
  const own = Object.entries(projection.columns).map(([name, column]) => `, ${name} ${column.type}`)
  return `create table ${schema}.${projection.table} (${COMMON}${own.join('')})`
}

export const createIndexSql = (schema: string, projection: Projection): string[] =>
  projection.indexes.map(
    (columns) =>
      `create index on ${schema}.${projection.table} ${columns.startsWith('using ') ? columns : `(${columns})`}`,
  )

/** Streams whose events could not be applied; see `parking.ts`. */
const PARKED_SQL = (schema: string) =>
  `create table ${schema}.parked (stream text primary key, revision integer not null, reason text not null,
   parked_at timestamptz not null default now())`

export async function createGenerationTables(
  db: pg.PoolClient,
  schema: string,
  projections: readonly Projection[],
): Promise<void> {
  await db.query(`create schema ${schema}`)
  await db.query(PARKED_SQL(schema))
  for (const projection of projections) {
    await db.query(createTableSql(schema, projection))
    for (const sql of createIndexSql(schema, projection)) await db.query(sql)
  }
}

/** Changes when a table, an index or a fold's version changes: the live generation then no longer fits the release. */
export function shapeOf(projections: readonly Projection[]): string {
  const described = projections.map((projection) => [
    projection.table,
    projection.version,
    createTableSql('', projection),
    ...createIndexSql('', projection),
  ])
  return createHash('sha256').update(JSON.stringify(described)).digest('hex').slice(0, 16)
}
