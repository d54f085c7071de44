import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import type { Migration } from '../postgres/migrate.ts'

/** Tells whether a session still stands. A revocation is seen by every process within `MEMORY_MS`. */
export type SessionGuard = { isLive(sessionId: string): Promise<boolean> }

const MEMORY_MS = 1_000
const REMEMBERED_MAX = 10_000

export const sessionMigrations: readonly Migration[] = [
  {
    name: '0002_sessions',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('sessions', (table) => {
        table.uuid('session_id').primary()
        table.uuid('user_id').notNullable().index()
        table.text('role').notNullable()
        // Only a hash: a dump of the table opens no session.
        table.text('refresh_hash').notNullable()
        table.integer('rotation').notNullable().defaultTo(0)
        table.timestamp('created_at', { useTz: true }).notNullable()
        table.timestamp('last_used_at', { useTz: true }).notNullable()
        table.timestamp('expires_at', { useTz: true }).notNullable()
        table.timestamp('revoked_at', { useTz: true })
        table.text('revoked_because')
      })
    },
  },
]

export function createSessionGuard(pool: pg.Pool): SessionGuard {
  const cache = new LRUCache<string, Promise<boolean>>({ max: REMEMBERED_MAX, ttl: MEMORY_MS })
  const look = async (sessionId: string): Promise<boolean> => {
    const { rowCount } = await pool.query({
      name: 'session-is-live',
      text: 'select 1 from hcm.sessions where session_id = $1 and revoked_at is null and expires_at > now()',
      values: [sessionId],
    })
    return rowCount === 1
  }
  return {
    isLive: (sessionId) => {
      const known = cache.get(sessionId)
      if (known) return known
      const answer = look(sessionId)
      cache.set(sessionId, answer)
      answer.catch(() => cache.delete(sessionId))
      return answer
    },
  }
}
