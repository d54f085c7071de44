import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestPostgres, type TestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import type pg from 'pg'
import { silentLogger } from '../logging/logger.ts'
import { migrate } from '../postgres/migrate.ts'
import { createPool } from '../postgres/pool.ts'
import { sessionMigrations } from './session-guard.ts'
import { createStreamTickets, type StreamTickets, streamTicketMigrations } from './stream-tickets.ts'

const caller = { id: randomUUID(), role: 'candidate', sessionId: randomUUID() } as const
let database: TestPostgres
let pool: pg.Pool
let tickets: StreamTickets
beforeAll(async () => {
  database = await startTestPostgres()
  await migrate(database.url, [...sessionMigrations, ...streamTicketMigrations])
  pool = createPool({ url: database.url, max: 4, log: silentLogger() })
  tickets = createStreamTickets(pool)
  await pool.query(
    `insert into hcm.sessions (session_id, user_id, role, refresh_hash, created_at, last_used_at, expires_at)
     values ($1, $2, $3, '', now(), now(), now() + interval '1 day')`,
    [caller.sessionId, caller.id, caller.role],
  )
}, 60_000)
afterAll(async () => {
  await pool.end()
  await database.stop()
})

test('W-15 a ticket opens one stream, for who got it, however many try at once', async () => {
  const ticket = await tickets.issue(caller, 30)
  const redeemed = await Promise.all(Array.from({ length: 10 }, () => tickets.redeem(ticket)))
  expect(redeemed.filter((one) => one !== undefined)).toEqual([caller])
})

test('a ticket that is late, or made up, opens nothing; late ones are forgotten', async () => {
  const late = await tickets.issue(caller, 0)
  expect(await tickets.redeem(late)).toBeUndefined()
  expect(await tickets.redeem('made up')).toBeUndefined()
  await tickets.issue(caller, -1)
  await tickets.issue(caller, 30)
  const { rows } = await pool.query('select count(*)::integer as n from hcm.stream_tickets where expires_at < now()')
  expect(rows).toEqual([{ n: 0 }])
})

test('a ticket is worth nothing once its session is closed', async () => {
  const ticket = await tickets.issue({ ...caller, sessionId: randomUUID() }, 30)
  expect(await tickets.redeem(ticket)).toBeUndefined()
  const [open, closed] = [await tickets.issue(caller, 30), await tickets.issue(caller, 30)]
  expect(await tickets.redeem(open)).toEqual(caller)
  await pool.query('update hcm.sessions set revoked_at = now()')
  expect(await tickets.redeem(closed)).toBeUndefined()
  await pool.query('update hcm.sessions set revoked_at = null')
})

test('the table opens no stream: it holds hashes', async () => {
  const ticket = await tickets.issue(caller, 30)
  const { rows } = await pool.query('select * from hcm.stream_tickets')
  expect(JSON.stringify(rows)).not.toContain(ticket)
})
