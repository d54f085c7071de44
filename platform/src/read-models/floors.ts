import type pg from 'pg'
import type { Migration } from '../postgres/migrate.ts'

/**
 * The position a session without consistency tokens must not read behind. Left by a write that was answered before the
 * read models contained it; consulted by reads only while the read models lag (design §4).
 */
export type Floors = {
  raise(sessionId: string, position: bigint): Promise<void>
  of(sessionId: string): Promise<bigint>
}

export const floorMigrations: readonly Migration[] = [
  {
    name: '0003_session_floors',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('session_floors', (table) => {
        table.uuid('session_id').primary()
        table.bigInteger('position').notNullable()
        table.timestamp('raised_at', { useTz: true }).notNullable().defaultTo(db.fn.now())
      })
    },
  },
]

export const createFloors = (pool: pg.Pool): Floors => ({
  raise: async (sessionId, position) => {
    await pool.query(
      `insert into hcm.session_floors (session_id, position) values ($1, $2)
       on conflict (session_id) do update
       set position = greatest(hcm.session_floors.position, excluded.position), raised_at = now()`,
      [sessionId, position],
    )
  },
  of: async (sessionId) => {
    const { rows } = await pool.query<{ position: bigint }>(
      'select position from hcm.session_floors where session_id = $1',
      [sessionId],
    )
    return rows[0]?.position ?? 0n
  },
})
