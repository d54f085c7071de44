import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { anyone, defineRoute, type RateLimit } from '@one-hcm/contracts/kernel/route'
import { startTestPostgres, type TestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import type pg from 'pg'
import { z } from 'zod'
import { silentLogger } from '../logging/logger.ts'
import { migrate } from '../postgres/migrate.ts'
import { createPool } from '../postgres/pool.ts'
import { startTestApi, type TestApi, testTokens } from '../testing/test-api.ts'
import { endpoint } from './exchange.ts'
import {
  createRateLimiter,
  defaultRateLimits,
  purgeRateLimits,
  type RateLimits,
  rateLimitMigrations,
} from './rate-limit.ts'

let database: TestPostgres
let pool: pg.Pool
beforeAll(async () => {
  database = await startTestPostgres()
  await migrate(database.url, rateLimitMigrations)
  pool = createPool({ url: database.url, max: 8, log: silentLogger() })
}, 120_000)
afterAll(async () => {
  await pool.end()
  await database.stop()
})

const limits: RateLimits = { ...defaultRateLimits, auth: { minute: 5, hour: 7 }, upload: { minute: 3, hour: 50 } }

const apis: TestApi[] = []
afterEach(async () => {
  await Promise.all(apis.splice(0).map((api) => api.stop()))
  await pool.query('truncate hcm.rate_limits')
})

const routeOf = (rateLimit: RateLimit) =>
  defineRoute({
    name: rateLimit,
    context: 'identity',
    method: 'post',
    path: `/api/v1/${rateLimit}`,
    summary: 'of a test',
    access: anyone,
    rateLimit,
  })

/** An instance of a service; all instances share the database. */
async function startInstance(options: { pool?: pg.Pool; trustedProxies?: number } = {}) {
  const api = await startTestApi(
    (['auth', 'upload', 'default'] as const).map((kind) => endpoint(routeOf(kind), async () => ({ body: {} }))),
    { rateLimiter: createRateLimiter(limits, options.pool ?? pool), trustedProxies: options.trustedProxies ?? 0 },
  )
  apis.push(api)
  return (kind: RateLimit, headers: Record<string, string> = {}) =>
    api.call(`/api/v1/${kind}`, { method: 'POST', headers })
}

const forPerson = (userId: string) => ({
  authorization: `Bearer ${testTokens.issue({ userId, role: 'candidate', sessionId: 's' })}`,
})

test('R2: of a hundred simultaneous calls on two instances exactly the limit passes', async () => {
  const instances = [await startInstance(), await startInstance()]
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => instances[index % 2]!('auth')))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(95)
})

test('R1: who is over the limit is told when to come back', async () => {
  const call = await startInstance()
  for (let index = 0; index < 5; index++) await call('auth')
  const response = await call('auth')
  const retryAfter = Number(response.headers.get('retry-after'))
  expect(retryAfter).toBeGreaterThan(0)
  expect(retryAfter).toBeLessThanOrEqual(60)
  expect(response.headers.get('ratelimit')).toMatch(/remaining=0/)
  expect(await response.json()).toMatchObject({ code: 'rate-limited', status: 429 })
})

test('the window ends, and the hour goes on counting', async () => {
  const call = await startInstance()
  const passed = async () => {
    let count = 0
    while ((await call('auth')).status === 200) count += 1
    return count
  }
  expect(await passed()).toBe(5)
  await pool.query("update hcm.rate_limits set reset_at = now() - interval '1 second' where key like 'auth-minute:%'")
  // Calls that the minute refused did not reach the hour's counter.
  expect(await passed()).toBe(2)
})

test('people have their own budgets, whatever address they share; visitors share that of their address', async () => {
  const call = await startInstance()
  for (const person of ['a', 'b'])
    for (let index = 0; index < 3; index++) expect((await call('upload', forPerson(person))).status).toBe(200)
  expect((await call('upload', forPerson('a'))).status).toBe(429)
  expect((await call('upload')).status).toBe(200)
})

test('R3: a forwarded address counts only behind as many proxies as are configured', async () => {
  const direct = await startInstance()
  for (let index = 0; index < 3; index++) await direct('upload', { 'x-forwarded-for': `10.0.0.${index}` })
  expect((await direct('upload', { 'x-forwarded-for': '10.0.0.9' })).status).toBe(429)

  await pool.query('truncate hcm.rate_limits')
  const behindProxy = await startInstance({ trustedProxies: 1 })
  const from = (address: string) => behindProxy('upload', { 'x-forwarded-for': `6.6.6.6, ${address}` })
  for (let index = 0; index < 3; index++) await from('10.0.0.1')
  expect((await from('10.0.0.1')).status).toBe(429)
  expect((await from('10.0.0.2')).status).toBe(200)
})

test('R3: addresses of one IPv6 network are one caller', async () => {
  const call = await startInstance({ trustedProxies: 1 })
  for (let index = 0; index < 3; index++) await call('upload', { 'x-forwarded-for': `2001:db8:1:2::${index}` })
  expect((await call('upload', { 'x-forwarded-for': '2001:db8:1:2::ffff' })).status).toBe(429)
})

test('R4: counters that cannot be reached refuse what they guard with 503; what is counted in memory goes on', async () => {
  const away = createPool({ url: 'postgres://nobody@127.0.0.1:1/none', max: 1, log: silentLogger() })
  const call = await startInstance({ pool: away })
  const response = await call('auth')
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'unavailable'])
  expect((await call('default')).status).toBe(200)
  await away.end()
})

test('counters whose window is over are swept away', async () => {
  const call = await startInstance()
  await call('auth')
  await pool.query("update hcm.rate_limits set reset_at = now() - interval '1 second' where key like 'auth-minute:%'")
  await purgeRateLimits(pool)
  const { rows } = await pool.query<{ key: string }>('select key from hcm.rate_limits')
  expect(rows.map(({ key }) => key.split(':')[0])).toEqual(['auth-hour'])
})

test('a counter that reads before it writes would let more through: the test of the limit notices', async () => {
  const careless = {
    query: async ({ values: [key] }: { values: [string] }) => {
      const { rows } = await pool.query<{ hits: number }>('select hits from hcm.rate_limits where key = $1', [key])
      const hits = (rows[0]?.hits ?? 0) + 1
      return pool.query(
        `insert into hcm.rate_limits values ($1, $2, now() + interval '1 minute')
         on conflict (key) do update set hits = excluded.hits returning hits, reset_at`,
        [key, hits],
      )
    },
  } as unknown as pg.Pool
  const call = await startInstance({ pool: careless })
  const answers = await Promise.all(Array.from({ length: 100 }, () => call('auth')))
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(5)
})

const aboutRoute = defineRoute({
  name: 'about',
  context: 'identity',
  method: 'post',
  path: '/api/v1/about',
  summary: 'of a test',
  access: anyone,
  rateLimit: 'auth',
  limitedSubject: { limit: 'auth', field: 'email' },
  body: z.object({ email: z.string() }),
})
async function startLogin(values: RateLimits, subjectKey: Buffer) {
  let served = 0
  const api = await startTestApi(
    [
      endpoint(aboutRoute, async () => {
        served += 1
        return { body: {} }
      }),
    ],
    { rateLimiter: createRateLimiter(values, pool, subjectKey), trustedProxies: 1 },
  )
  apis.push(api)
  const tryAs = (email: string, from: string) =>
    api.call('/api/v1/about', {
      method: 'POST',
      body: JSON.stringify({ email }),
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from },
    })
  return { tryAs, served: () => served }
}
const SUBJECT_KEY = Buffer.alloc(32, 3)

test('R1: the sixth try in a minute on one account is refused, from whatever address and in whatever process', async () => {
  const [one, two] = [
    await startLogin(defaultRateLimits, SUBJECT_KEY),
    await startLogin(defaultRateLimits, SUBJECT_KEY),
  ]
  const statuses: number[] = []
  for (let turn = 1; turn <= 6; turn++)
    statuses.push((await (turn % 2 ? one : two).tryAs('awa@example.com', `203.0.113.${turn}`)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  expect((await one.tryAs('autre@example.com', '203.0.113.77')).status).toBe(200)
})

test('R1: the sixth try in a minute from one address is refused, on whatever account, and says until when', async () => {
  const { tryAs } = await startLogin(defaultRateLimits, SUBJECT_KEY)
  for (let turn = 1; turn <= 5; turn++) expect((await tryAs(`${turn}@example.com`, '203.0.113.9')).status).toBe(200)
  const refused = await tryAs('6@example.com', '203.0.113.9')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
  expect(refused.headers.get('RateLimit')).toMatch(/limit=5, remaining=0, reset=\d+/)
})

test('R1: nobody is locked out for good: when the window is over the account is open again', async () => {
  const { tryAs } = await startLogin(defaultRateLimits, SUBJECT_KEY)
  for (let turn = 1; turn <= 6; turn++) await tryAs('awa@example.com', `203.0.113.${turn}`)
  await pool.query("update hcm.rate_limits set reset_at = now() - interval '1 second'")
  expect((await tryAs('awa@example.com', '203.0.113.6')).status).toBe(200)
})

test('R2: of 100 tries at the same moment on one account at most the limit is evaluated', async () => {
  const { tryAs, served } = await startLogin(defaultRateLimits, SUBJECT_KEY)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => tryAs('awa@example.com', `198.51.100.${index}`)),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
  expect(served()).toBe(5)
})

test('no counter holds an e-mail address', async () => {
  const { tryAs } = await startLogin(defaultRateLimits, SUBJECT_KEY)
  await tryAs('awa@example.com', '203.0.113.1')
  const { rows } = await pool.query<{ key: string }>('select key from hcm.rate_limits')
  expect(rows.some(({ key }) => key.includes('about:'))).toBe(true)
  expect(JSON.stringify(rows)).not.toContain('awa')
})

test('R5, W-19, D-25: the documented production values, each kind with a budget of its own', async () => {
  const { auth, signup, upload, matricule, reset, default: others } = defaultRateLimits
  expect([auth, signup, upload, others]).toEqual([
    { minute: 5, hour: 20 },
    { minute: 3, hour: 10 },
    { minute: 10, hour: 50 },
    { minute: 60, hour: 500 },
  ])
  expect([matricule.minute, reset.hour]).toEqual([10, 3])
  const kinds = ['auth', 'signup', 'upload', 'matricule', 'refresh', 'reset', 'export', 'search', 'default'] as const
  const api = await startTestApi(
    kinds.map((kind) => endpoint(routeOf(kind), async () => ({ body: {} }))),
    { rateLimiter: createRateLimiter(defaultRateLimits, pool) },
  )
  apis.push(api)
  for (const kind of kinds) {
    const { minute } = defaultRateLimits[kind]
    const call = () => api.call(`/api/v1/${kind}`, { method: 'POST' })
    for (let turn = 0; turn < minute; turn++) expect((await call()).status).toBe(200)
    expect((await call()).status).toBe(429)
  }
})
