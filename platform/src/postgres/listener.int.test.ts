import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { startTestPostgres, type TestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import type pg from 'pg'
import { silentLogger } from '../logging/logger.ts'
import { startTcpProxy, type TcpProxy } from '../testing/tcp-proxy.ts'
import { until } from '../testing/until.ts'
import { createListener, type Listener } from './listener.ts'
import { createPool } from './pool.ts'

let database: TestPostgres
let pool: pg.Pool
let proxy: TcpProxy
let listener: Listener

beforeAll(async () => {
  database = await startTestPostgres()
  pool = createPool({ url: database.url, max: 2, log: silentLogger() })
}, 120_000)
afterAll(async () => {
  await pool.end()
  await database.stop()
})
beforeEach(async () => {
  const url = new URL(database.url)
  proxy = await startTcpProxy('127.0.0.1', Number(url.port))
  url.host = `127.0.0.1:${proxy.port}`
  listener = createListener(url.href, silentLogger())
})
afterEach(async () => {
  await listener.stop()
  await proxy.stop()
})

const notify = (channel: string, payload: string) => pool.query('select pg_notify($1, $2)', [channel, payload])

test('each channel gets its own notifications, after one call without for the connection', async () => {
  const heard: [string, string | undefined][] = []
  for (const channel of ['first', 'Second-channel']) listener.on(channel, (payload) => heard.push([channel, payload]))
  await listener.start()
  expect(heard).toEqual([
    ['first', undefined],
    ['Second-channel', undefined],
  ])
  await notify('first', 'one')
  await notify('Second-channel', 'two')
  await until('both were heard', () => heard.length === 4)
  expect(heard.slice(2)).toEqual([
    ['first', 'one'],
    ['Second-channel', 'two'],
  ])
})

test('a lost connection comes back by itself, says so, and is one connection', async () => {
  const heard: (string | undefined)[] = []
  listener.on('news', (payload) => heard.push(payload))
  await listener.start()
  proxy.setReachable(false)
  const before = proxy.attempts()
  await delay(3_000)
  // Twice a second: a rival retry loop per failure would have multiplied.
  expect(proxy.attempts() - before).toBeGreaterThanOrEqual(3)
  expect(proxy.attempts() - before).toBeLessThanOrEqual(7)
  proxy.setReachable(true)
  await until('it is connected again', () => heard.length === 2)
  await delay(1_200)
  expect(proxy.open()).toBe(1)
  await notify('news', 'after the outage')
  await until('it hears again', () => heard.length === 3)
  expect(heard).toEqual([undefined, undefined, 'after the outage'])
})

test('stopping during an outage ends the tries', async () => {
  listener.on('news', () => {})
  await listener.start()
  proxy.setReachable(false)
  await until('it tried again', () => proxy.attempts() > 1)
  await listener.stop()
  await delay(100)
  const after = proxy.attempts()
  proxy.setReachable(true)
  await delay(1_200)
  expect([proxy.attempts(), proxy.open()]).toEqual([after, 0])
})

test('a start without a server fails and leaves nothing behind', async () => {
  proxy.setReachable(false)
  await expect(listener.start()).rejects.toThrow()
  const after = proxy.attempts()
  await delay(1_200)
  expect(proxy.attempts()).toBe(after)
})
