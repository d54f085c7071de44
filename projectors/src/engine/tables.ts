import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Projection } from './projection.ts'
import type { Tally } from './tally.ts'

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

/** SQL that creates the table of a tally: a row per group, with the number of rows in it and their sums. */
export function createTallySql(schema: string, { table, dimensions, amounts = [] }: Tally): string {
  const columns = [
    ...Object.entries(dimensions).map(([name, type]) => `${name} ${type} not null`),
    'n bigint not null',
    ...amounts.map((name) => `${name} numeric not null`),
  ]
  return `create table ${schema}.${table} (${columns.join(', ')}, primary key (${Object.keys(dimensions).join(', ')}))`
}

/** Every table of a generation with the columns that tell its rows apart. */
export const tablesOf = (projections: readonly Projection[]): { table: string; key: readonly string[] }[] =>
  projections.flatMap(({ table, tallies = [] }) => [
    { table, key: ['id'] },
    ...tallies.map((tally) => ({ table: tally.table, key: Object.keys(tally.dimensions) })),
  ])

/** Streams whose events could not be applied; see `parking.ts`. */
const PARKED_SQL = (schema: string) =>
  `create table ${schema}.parked (stream text primary key, revision integer not null, reason text not null,
   parked_at timestamptz not null default now())`

/** The empty tables of a generation, without the indexes that only readers need. */
export async function createTables(
  db: pg.PoolClient,
  schema: string,
  projections: readonly Projection[],
): Promise<void> {
  await db.query(`create schema ${schema}`)
  await db.query(PARKED_SQL(schema))
  for (const projection of projections) {
    await db.query(createTableSql(schema, projection))
    for (const tally of projection.tallies ?? []) await db.query(createTallySql(schema, tally))
  }
}

export async function createIndexes(
  db: pg.PoolClient,
  schema: string,
  projections: readonly Projection[],
): Promise<void> {
  // Searching for parts of a text by index. Made by whoever owns the database; it is there for all generations.
  await db.query('create extension if not exists pg_trgm schema hcm')
  for (const projection of projections) for (const sql of createIndexSql(schema, projection)) await db.query(sql)
}

/** The empty tables of a generation, ready to be read from the beginning. */
export async function createGenerationTables(
  db: pg.PoolClient,
  schema: string,
  projections: readonly Projection[],
): Promise<void> {
  await createTables(db, schema, projections)
  await createIndexes(db, schema, projections)
}

/** Changes when a table, an index, or the version of a fold or of a tally changes: the live generation then no longer fits the release. */
export function shapeOf(projections: readonly Projection[]): string {
  const described = projections.map((projection) => [
    projection.table,
    projection.version,
    createTableSql('', projection),
    ...createIndexSql('', projection),
    ...(projection.tallies ?? []).map((tally) => [tally.version, createTallySql('', tally)]),
  ])
  return createHash('sha256').update(JSON.stringify(described)).digest('hex').slice(0, 16)
}
