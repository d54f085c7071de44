import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type pg from 'pg'
import type { Caller } from '../http/exchange.ts'
import type { Migration } from '../postgres/migrate.ts'

/**
 * Tickets that open one stream each: browsers' streams send no headers, and an access token in an address ends up in
 * logs (recruitment W-15). A ticket is worth nothing once it was used, or after its seconds.
 */
export type StreamTickets = {
  issue(caller: Caller, seconds: number): Promise<string>
  /** Who was given the ticket, once; undefined for one that is used, late or made up, or whose session ended since. */
  redeem(ticket: string): Promise<Caller | undefined>
}

export const streamTicketMigrations: readonly Migration[] = [
  {
    name: '0050_stream_tickets',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('stream_tickets', (table) => {
        // Only a hash: a dump of the table opens no stream.
        table.text('ticket_hash').primary()
        table.uuid('user_id').notNullable()
        table.text('role').notNullable()
        table.uuid('session_id').notNullable()
        table.timestamp('expires_at', { useTz: true }).notNullable().index()
      })
    },
  },
]

const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url')

export const createStreamTickets = (pool: pg.Pool): StreamTickets => ({
  issue: async ({ id, role, sessionId }, seconds) => {
    const ticket = randomBytes(32).toString('base64url')
    await pool.query(
      `with late as (delete from hcm.stream_tickets where expires_at < now())
       insert into hcm.stream_tickets (ticket_hash, user_id, role, session_id, expires_at)
       values ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
      [hashOf(ticket), id, role, sessionId, seconds],
    )
    return ticket
  },
  redeem: async (ticket) => {
    const { rows } = await pool.query<{ user_id: string; role: Role; session_id: string; valid: boolean }>(
      `delete from hcm.stream_tickets where ticket_hash = $1
       returning user_id, role, session_id, expires_at > now() and exists (
         select 1 from hcm.sessions s
         where s.session_id = stream_tickets.session_id and s.revoked_at is null and s.expires_at > now()
       ) as valid`,
      [hashOf(ticket)],
    )
    const found = rows[0]
    return found?.valid ? { id: found.user_id, role: found.role, sessionId: found.session_id } : undefined
  },
})
