import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestPostgres, type TestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { migrate } from '@one-hcm/platform/postgres/migrate'
import { createPool } from '@one-hcm/platform/postgres/pool'
import type pg from 'pg'
import { createMailSchedule, type MailSchedule, mailScheduleMigrations } from './mail-schedule.ts'

let database: TestPostgres
let pool: pg.Pool
let schedule: MailSchedule
beforeAll(async () => {
  database = await startTestPostgres()
  await migrate(database.url, mailScheduleMigrations)
  pool = createPool({ url: database.url, max: 4, log: silentLogger() })
  schedule = createMailSchedule(pool)
})
afterAll(async () => {
  await pool?.end()
  await database?.stop()
})

const LEASE_MS = 60_000
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString()
const take = (limit = 10, leaseMs = LEASE_MS) => schedule.take(limit, leaseMs)

test('what is due is taken by one, and again after its lease', async () => {
  const [due, later] = [randomUUID(), randomUUID()]
  await schedule.plan(due, 0, 'now')
  await schedule.plan(later, 0, TOMORROW)
  const taken = await Promise.all([take(10, 0), take(10, 0)])
  expect(taken.flat()).toContain(due)
  expect(taken.flat()).not.toContain(later)
  expect(await take()).toEqual([due])
  expect(await take()).toEqual([])
  await schedule.plan(due, 3, undefined)
})

test('of two that take at once none gets what the other has', async () => {
  const ids = Array.from({ length: 20 }, () => randomUUID())
  for (const id of ids) await schedule.plan(id, 0, 'now')
  const taken = (await Promise.all(Array.from({ length: 8 }, () => take(5)))).flat()
  expect(new Set(taken).size).toBe(taken.length)
  expect(taken.concat(await take(20)).sort()).toEqual(ids.sort())
})

test('what was seen earlier does not undo what was seen later, in whatever order it is noted', async () => {
  const id = randomUUID()
  await schedule.plan(id, 6, 'now')
  // Given up at revision 5, seen before somebody asked for another try at revision 6.
  await schedule.plan(id, 5, undefined)
  await schedule.plan(id, 4, TOMORROW)
  expect(await take()).toEqual([id])
  await schedule.plan(id, 8, undefined)
  await pool.query("update hcm.mail_schedule set due_at = now() - interval '1 second'")
  expect(await take()).not.toContain(id)
})
