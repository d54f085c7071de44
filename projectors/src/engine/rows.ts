import type pg from 'pg'
import type { ChangedRow, FoldedTable, StoredRow, TablePlan } from './fold-batch.ts'
import type { Projection } from './projection.ts'

/** Finds a loaded row by table and key. */
export type LoadedRows = (projection: Projection, key: string) => StoredRow | undefined

/** Loads the rows a batch needs, one query a table, all on their way at once. */
export async function loadRows(db: pg.PoolClient, schema: string, plans: readonly TablePlan[]): Promise<LoadedRows> {
  const tables = await Promise.all(
    plans.map(async ({ projection, keysToLoad }) => {
      if (keysToLoad.length === 0) return [projection.table, new Map<string, StoredRow>()] as const
      const { rows } = await db.query<{ id: string; revision: number; doc: unknown }>({
        name: `load-${schema}-${projection.table}`,
        text: `select id, revision, doc from ${schema}.${projection.table} where id = any($1::uuid[])`,
        values: [keysToLoad],
      })
      return [projection.table, new Map(rows.map(({ id, revision, doc }) => [id, { row: doc, revision }]))] as const
    }),
  )
  const byTable = new Map<string, ReadonlyMap<string, StoredRow>>(tables)
  return ({ table }, key) => byTable.get(table)?.get(key)
}

/** Writes folded rows, one statement a table, all on their way at once. A row never goes back to an older revision. */
export async function writeRows(db: pg.PoolClient, schema: string, tables: readonly FoldedTable[]): Promise<void> {
  await Promise.all(tables.flatMap(({ projection, changed }) => writeTable(db, schema, projection, [...changed])))
}

function writeTable(
  db: pg.PoolClient,
  schema: string,
  projection: Projection,
  changed: readonly (readonly [string, ChangedRow])[],
): Promise<unknown>[] {
  const gone = changed.filter(([, { row }]) => row === undefined).map(([key]) => key)
  const kept = changed.filter(([, { row }]) => row !== undefined)
  const work: Promise<unknown>[] = []
  if (gone.length > 0)
    work.push(db.query(`delete from ${schema}.${projection.table} where id = any($1::uuid[])`, [gone]))
  if (kept.length === 0) return work
  const columns = Object.entries(projection.columns)
  const names = ['id', 'revision', 'position', 'doc', ...columns.map(([name]) => name)]
  const types = ['uuid', 'integer', 'bigint', 'jsonb', ...columns.map(([, { type }]) => type)]
  const assignments = names.slice(1).map((name) => `${name} = excluded.${name}`)
  work.push(
    db.query({
      name: `write-${schema}-${projection.table}`,
      text: `insert into ${schema}.${projection.table} as known (${names.join(', ')})
             select * from unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')})
             on conflict (id) do update set ${assignments.join(', ')} where known.revision < excluded.revision`,
      values: [
        kept.map(([key]) => key),
        kept.map(([, { revision }]) => revision),
        kept.map(([, { position }]) => String(position)),
        kept.map(([, { row }]) => JSON.stringify(row)),
        ...columns.map(([, { value }]) => kept.map(([, { row }]) => value(row))),
      ],
    }),
  )
  return work
}
