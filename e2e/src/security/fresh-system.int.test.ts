import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { at, textAt } from '../testing/client.ts'
import { createFirstAdmin, signUpForm } from '../testing/people.ts'
import { type System, startSystem } from '../testing/system.ts'

let system: System
beforeAll(async () => {
  system = await startSystem({ shape: 'one-process', env: { RATE_LIMIT_ENABLED: 'false' } })
}, 120_000)
afterAll(() => system?.dispose(), 60_000)

test('A12: a fresh system knows nobody, and its first administrator needs the secret', async () => {
  const { client } = system
  for (const email of [
    'admin',
    'admin@seeg-gabon.com',
    'admin@example.com',
    'root',
    'postgres',
    'guest',
    'test@test.com',
  ])
    for (const password of ['admin', 'password', 'changeit', 'guest', 'postgres', 'Sevan@Seeg', 'Admin@123456'])
      expect((await client.post('/api/v1/auth/login', { json: { email, password } })).status).toBe(401)
  const form = { email: 'ada@example.org', password: 'Une-Phrase-Longue-2026!', first_name: 'Ada', last_name: 'Ndong' }
  for (const bootstrap_token of [undefined, '', 'changeit', 'bootstrap', system.bootstrapToken.slice(0, -1)])
    expect(
      (await client.post('/api/v1/auth/create-first-admin', { json: { ...form, bootstrap_token } })).status,
    ).toBeGreaterThanOrEqual(400)
  const admin = await createFirstAdmin(client, system.bootstrapToken)
  const users = await client.get('/api/v1/users', { token: admin.token })
  expect([users.status, at(users, 'total')]).toEqual([200, 1])
}, 120_000)

test('D-02: an access token lives 30 minutes, and says so', async () => {
  const { client } = system
  const form = signUpForm()
  expect((await client.post('/api/v1/auth/signup', { json: form })).status).toBe(201)
  const login = await client.post('/api/v1/auth/login', { json: { email: form.email, password: form.password } })
  expect([login.status, at(login, 'expires_in')]).toEqual([200, 1_800])
  const claims = JSON.parse(Buffer.from(textAt(login, 'access_token').split('.')[1]!, 'base64url').toString())
  expect(claims.exp - claims.iat).toBe(1_800)
})

test('W-51, D-08: health needs no token, and tells no secret', async () => {
  for (const path of ['/health', '/health/live', '/health/ready', '/api/v1/status', '/ping']) {
    const answer = await system.client.get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.bytes.toString()).not.toMatch(/postgres:|esdb:|password|secret/i)
  }
})

test('H5: the whole system serves no file, no part and no tool of ours', async () => {
  for (const path of [
    '/.git/config',
    '/.env',
    '/package.json',
    '/metrics',
    '/debug',
    '/main.ts',
    '/data/secrets',
    '/web',
  ])
    expect([path, (await system.client.get(path)).status]).toEqual([path, 404])
})
