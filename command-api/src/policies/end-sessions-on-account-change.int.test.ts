import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import {
  type Answer,
  type Caller,
  type IdentityWorld,
  somebody,
  startIdentityWorld,
  tokenOf,
} from '../identity/testing/identity-world.ts'
import { endSessionsOnAccountChange } from './end-sessions-on-account-change.ts'
import { performWith } from './perform-command.ts'
import { defaultPolicySettings } from './policy-settings.ts'
import { runPolicies } from './run-policies.ts'

let world: IdentityWorld
let admin: string
beforeAll(async () => {
  world = await startIdentityWorld()
  const sessionId = randomUUID()
  const boss = randomUUID()
  await insertSession(sessionId, boss)
  admin = tokenOf(boss, 'admin', sessionId)
}, 60_000)
afterAll(() => world?.stop())

const insertSession = (sessionId: string, userId: string) =>
  world.identity.sessions.insert({
    sessionId,
    userId,
    role: 'admin',
    refreshHash: randomUUID(),
    accountRevision: 0,
    now: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
  })

const PASSWORD = 'Mot-de-passe-2026'
const logIn = (email: string) => world.post('/api/v1/auth/login', { email, password: PASSWORD })
const refresh = async (login: Answer) =>
  (await world.post('/api/v1/auth/refresh', { refresh_token: login.body.refresh_token })).status
const sessionOf = ({ body }: Answer): string =>
  JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString()).sid
const isLive = async (sessionId: string) => (await world.identity.sessions.find(sessionId))?.live

/** What the follower does when it meets the account's last event, as another process. */
async function follow(userId: string): Promise<bigint | undefined> {
  const last = (await world.log.readStream(`user-${userId}`)).at(-1)!
  const { sessions } = world.otherProcess()
  const perform = performWith(defaultPolicySettings, sessions)
  return runPolicies([endSessionsOnAccountChange], perform, createCommandExecutor(world.log), last)
}

/** An API that is killed right before or after the event of an account; somebody acts right before it is written. */
function killedAt(arrow: 'before the event' | 'after the event', meanwhile: () => Promise<unknown>): Promise<Caller> {
  const { executor } = world.identity
  return world.serve({
    ...world.identity,
    executor: {
      ...executor,
      execute: async (context, command) => {
        if (command.aggregate.name !== 'user') return executor.execute(context, command)
        await meanwhile()
        if (arrow === 'after the event') await executor.execute(context, command)
        throw new Error('killed')
      },
    },
  })
}

type Change = { what: string; method: 'PUT' | 'DELETE'; body?: object }
const changes: Change[] = [
  { what: 'another role', method: 'PUT', body: { role: 'observer' } },
  { what: 'a blocking', method: 'PUT', body: { statut: 'bloqué' } },
  { what: 'an archiving', method: 'PUT', body: { statut: 'archivé' } },
  { what: 'a deletion', method: 'DELETE' },
]

test.each(changes)('S6: $what, killed before the event: logged out, and nothing else', async ({ method, body }) => {
  const { body: user } = await world.post('/api/v1/auth/signup', somebody())
  const before = await logIn(user.email)
  const dying = await killedAt('before the event', () => Promise.resolve())
  expect((await dying(`/api/v1/users/${user.id}`, body, { token: admin, method })).status).toBe(500)
  expect(await world.eventsOf(`user-${user.id}`)).toEqual(['CandidateRegistered'])
  // Only a deletion closes nothing beforehand: the account is as good as it was.
  expect(await isLive(sessionOf(before))).toBe(method === 'DELETE')
  const again = await logIn(user.email)
  expect(again).toMatchObject({ status: 200, body: { user: { role: 'candidate', statut: 'actif' } } })
})

test.each(changes)('S6: $what, killed right after the event: whoever slipped in is out', async ({ method, body }) => {
  const { body: user } = await world.post('/api/v1/auth/signup', somebody())
  const before = await logIn(user.email)
  let slipped: Answer | undefined
  const dying = await killedAt('after the event', async () => {
    slipped = await logIn(user.email)
  })
  expect((await dying(`/api/v1/users/${user.id}`, body, { token: admin, method })).status).toBe(500)
  expect(slipped?.status).toBe(200)
  expect(await isLive(sessionOf(slipped!))).toBe(true)

  expect(await follow(user.id)).toBeGreaterThan(0n)
  for (const login of [before, slipped!]) {
    expect(await isLive(sessionOf(login))).toBe(false)
    expect(await refresh(login)).toBe(401)
    expect(await world.eventsOf(`session-${sessionOf(login)}`)).toEqual(['SessionStarted', 'SessionRevoked'])
  }
  expect(await follow(user.id)).toBeUndefined()
})

test('S6: a login on the account as it is now outlives a follower that comes late, or again', async () => {
  const { body: user } = await world.post('/api/v1/auth/signup', somebody())
  const path = `/api/v1/users/${user.id}`
  expect((await world.post(path, { role: 'observer' }, { token: admin, method: 'PUT' })).status).toBe(200)
  const since = await logIn(user.email)
  expect(since.body.user.role).toBe('observer')
  expect(await follow(user.id)).toBeUndefined()
  expect(await refresh(since)).toBe(200)
})

test('S6: a rejected request closes what was open', async () => {
  const { body: user } = await world.post('/api/v1/auth/signup', somebody())
  const open = await logIn(user.email)
  const [registered] = await world.log.readStream(`user-${user.id}`)
  const rejected = { ...registered!, type: 'AccessRejected', revision: 1 }
  const perform = performWith(defaultPolicySettings, world.identity.sessions)
  await runPolicies([endSessionsOnAccountChange], perform, world.identity.executor, rejected)
  expect(await isLive(sessionOf(open))).toBe(false)
})
