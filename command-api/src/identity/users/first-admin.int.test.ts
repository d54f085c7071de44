import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { settlePendingRegistrations } from '../accounts/settle-registration.ts'
import { BOOTSTRAP_TOKEN, type IdentityWorld, startIdentityWorld, tokenOf } from '../testing/identity-world.ts'
import { firstAdminId } from './create-first-admin.ts'

let world: IdentityWorld
beforeEach(async () => {
  world = await startIdentityWorld()
}, 60_000)
afterEach(() => world?.stop())

const body = (change: Record<string, unknown> = {}) => ({
  bootstrap_token: BOOTSTRAP_TOKEN,
  email: `admin.${randomUUID()}@example.com`,
  password: 'Mot-de-passe-2026',
  first_name: 'Aline',
  last_name: 'Obame',
  ...change,
})
const create = (given: unknown, options = {}) => world.post('/api/v1/auth/create-first-admin', given, options)
const logIn = (email: string) => world.post('/api/v1/auth/login', { email, password: 'Mot-de-passe-2026' })

test('W-02, D-11: the holder of the secret creates the first administrator, once', async () => {
  for (const bootstrap_token of ['', 'wrong', BOOTSTRAP_TOKEN.slice(0, -1), `${BOOTSTRAP_TOKEN}x`])
    expect(await create(body({ bootstrap_token }))).toMatchObject({ status: 403, body: { code: 'bootstrap-refused' } })
  const given = body()
  const created = await create(given)
  expect(created).toMatchObject({ status: 200, body: { email: given.email, role: 'admin', statut: 'actif' } })
  expect(await create(body())).toMatchObject({ status: 400, body: { code: 'first-admin-exists' } })
  expect(await create(given)).toMatchObject({ status: 400, body: { code: 'first-admin-exists' } })
  expect((await logIn(given.email)).status).toBe(200)
})

test('without a configured secret nobody is created', async () => {
  const identity = world.otherProcess()
  const post = await world.serve({ ...identity, settings: { ...identity.settings, bootstrapToken: undefined } })
  expect((await post('/api/v1/auth/create-first-admin', body({ bootstrap_token: '' }))).status).toBe(403)
})

test('W-02: of a race in two processes exactly one wins, and it can log in', async () => {
  const other = await world.serve(world.otherProcess())
  const bodies = Array.from({ length: 10 }, () => body())
  const answers = await Promise.all(
    bodies.map((given, index) => (index % 2 ? world.post : other)('/api/v1/auth/create-first-admin', given)),
  )
  const winners = answers.filter(({ status }) => status === 200)
  expect(winners).toHaveLength(1)
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  const rows = await world.pool.query('select * from hcm.accounts')
  expect(rows.rows).toMatchObject([{ user_id: winners[0]!.body.id, state: 'confirmed' }])
  const logins = await Promise.all(bodies.map(({ email }) => logIn(email)))
  expect(logins.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('the same key gives the same administrator', async () => {
  const [given, key] = [body(), randomUUID()]
  const answers = await Promise.all(Array.from({ length: 5 }, () => create(given, { key })))
  expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1)
  expect(answers[0]!.status).toBe(200)
})

test('an attempt that was killed does not stand in the way', async () => {
  const identity = world.otherProcess()
  const dying = await world.serve({
    ...identity,
    executor: { ...identity.executor, execute: () => Promise.reject(new Error('killed')) },
  })
  expect((await dying('/api/v1/auth/create-first-admin', body())).status).toBe(500)
  expect(await settlePendingRegistrations(world.identity, 0)).toBe(1)
  expect((await dying('/api/v1/auth/create-first-admin', body())).status).toBe(500)
  const created = await create(body())
  expect(created.status).toBe(200)
  expect(created.body.id).toBe(firstAdminId(2))
  expect(await world.eventsOf(`user-${firstAdminId(0)}`)).toEqual(['RegistrationAbandoned'])
  expect(await world.eventsOf(`user-${firstAdminId(1)}`)).toEqual(['RegistrationAbandoned'])
  expect((await create(body())).body).toMatchObject({ code: 'first-admin-exists' })
})

test('D-10, D-23: an administrator opens accounts in every role; others may not', async () => {
  const admin = await create(body())
  const { body: login } = await logIn(admin.body.email)
  const token = login.access_token as string
  const given = (change = {}) => ({
    email: `staff.${randomUUID()}@example.com`,
    first_name: 'Jean',
    last_name: 'Mba',
    role: 'recruteur',
    ...change,
  })
  const open = (person: unknown, by = token) => world.post('/api/v1/auth/create-user', person, { token: by })
  const person = given()
  const recruiter = await open(person)
  expect(recruiter).toMatchObject({ status: 201, body: { role: 'recruiter', statut: 'actif', last_login: null } })
  expect(recruiter.headers.get('Location')).toBe(`/api/v1/users/${recruiter.body.id}`)
  expect(JSON.stringify(recruiter.body)).not.toMatch(/password/)
  expect(await open(person)).toMatchObject({ status: 400, body: { code: 'email-already-used' } })
  for (const role of ['admin', 'observer', 'candidate', 'auditor', 'data'])
    expect((await open(given({ role, password: 'Mot-de-passe-2026' }))).body).toMatchObject({ role })
  expect((await open(given({ role: 'root' }))).status).toBe(422)
  expect((await world.post('/api/v1/auth/create-user', given())).status).toBe(401)
  const asRecruiter = tokenOf(recruiter.body.id, 'recruiter', await sessionOf(recruiter.body.id))
  expect((await open(given(), asRecruiter)).status).toBe(403)
})

/** A live session of somebody who has no password yet. */
async function sessionOf(userId: string): Promise<string> {
  const sessionId = randomUUID()
  await world.identity.sessions.insert({
    sessionId,
    userId,
    role: 'recruiter',
    refreshHash: 'none',
    accountRevision: 0,
    now: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  })
  return sessionId
}
