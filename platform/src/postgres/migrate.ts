import knex, { type Knex } from 'knex'

/** One step of the schema, forward only. Names sort in the order of application and never change once released. */
export type Migration = { readonly name: string; up(db: Knex): Promise<void> }

/** Schema that holds what is shared by all services and is no read model. */
export const SCHEMA = 'hcm'

/**
 * Brings a database to the latest schema. Safe to run from several processes at once (knex takes a lock) and again
 * (already applied steps are skipped). Refuses a database that holds steps this release does not know.
 */
export async function migrate(url: string, migrations: readonly Migration[], schema = SCHEMA): Promise<string[]> {
  const db = knex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } })
  try {
    await db.raw('create schema if not exists ??', [schema])
    const sorted = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1))
    const [, applied] = (await db.migrate.latest({
      schemaName: schema,
      migrationSource: {
        getMigrations: () => Promise.resolve(sorted),
        getMigrationName: (migration: Migration) => migration.name,
        getMigration: (migration: Migration) =>
          Promise.resolve({ up: (trx: Knex) => migration.up(trx), down: () => Promise.resolve() }),
      },
    })) as [number, string[]]
    return applied
  } finally {
    await db.destroy()
  }
}
