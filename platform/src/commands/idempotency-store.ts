import type pg from 'pg'
import type { Migration } from '../postgres/migrate.ts'

/**
 * Which request an idempotency key stands for. Holds a keyed hash of the body, never the body: the answer to a repeat
 * is rebuilt from the events its command left (design §4).
 */
export type IdempotencyStore = {
  /**
   * Claims the command id for a body, or says that it stands for another one. Every repeat gets the time of the first
   * claim, so that rivals in different processes make the very same events.
   */
  reserve(commandId: string, fingerprint: string, now: string): Promise<{ since: string } | 'other-request'>
  complete(commandId: string, status: number, position: bigint): Promise<void>
  /** Forgets keys older than a day. */
  purge(): Promise<void>
}

export const idempotencyMigrations: readonly Migration[] = [
  {
    name: '0005_commands',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('commands', (table) => {
        table.uuid('command_id').primary()
        table.text('fingerprint').notNullable()
        table.integer('status')
        table.bigInteger('position')
        table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(db.fn.now()).index()
      })
    },
  },
]

export const createIdempotencyStore = (pool: pg.Pool): IdempotencyStore => ({
  reserve: async (commandId, fingerprint, now) => {
    const inserted = await pool.query({
      name: 'command-reserve',
      text: `insert into hcm.commands (command_id, fingerprint, created_at) values ($1, $2, $3) on conflict do nothing`,
      values: [commandId, fingerprint, now],
    })
    if (inserted.rowCount === 1) return { since: now }
    const { rows } = await pool.query<{ fingerprint: string; created_at: string }>(
      'select fingerprint, created_at from hcm.commands where command_id = $1',
      [commandId],
    )
    const known = rows[0]
    if (!known) return { since: now }
    return known.fingerprint === fingerprint ? { since: new Date(known.created_at).toISOString() } : 'other-request'
  },
  complete: async (commandId, status, position) => {
    await pool.query({
      name: 'command-complete',
      text: 'update hcm.commands set status = $2, position = $3 where command_id = $1',
      values: [commandId, status, position],
    })
  },
  purge: async () => {
    await pool.query("delete from hcm.commands where created_at < now() - interval '1 day'")
  },
})
