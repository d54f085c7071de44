import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { maintainIdentity } from '../identity.ts'
import { ownCommand } from '../own-command.ts'
import { type Answer, type IdentityWorld, somebody, startIdentityWorld } from '../testing/identity-world.ts'
import { openSession } from './open-session.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await startIdentityWorld()
}, 60_000)
afterAll(() => world?.stop())

const PASSWORD = 'Mot-de-passe-2026'
const logIn = (email: string, password = PASSWORD) => world.post('/api/v1/auth/login', { email, password })
const refresh = (refresh_token: string) => world.post('/api/v1/auth/refresh', { refresh_token })
const logOut = (token: string) => world.post('/api/v1/auth/logout', undefined, { token })

async function registered(): Promise<{ id: string; email: string }> {
  const body = somebody()
  const answer = await world.post('/api/v1/auth/signup', body)
  expect(answer.status).toBe(201)
  return { id: answer.body.id, email: body.email }
}
async function loggedIn(): Promise<{ id: string; access: string; refresh: string; sessionId: string }> {
  const { id, email } = await registered()
  const { body } = await logIn(email)
  return { id, access: body.access_token, refresh: body.refresh_token, sessionId: sessionIdOf(body.access_token) }
}
const sessionIdOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).sid as string

/** As many as the checklist asks with `RACES=full`, fewer in every run. */
const rounds = (few: number, full: number) => (process.env.RACES === 'full' ? full : few)
const RACES_WITHIN_MS = 300_000

const withoutIds = ({ status, body }: Answer) => {
  const { request_id: _request, trace_id: _trace, ...rest } = body
  return { status, body: rest }
}

test('login as JSON, as a form and as multipart, by e-mail or username; the OAuth2 form beside it', async () => {
  const { id, email } = await registered()
  const form = (fields: Record<string, string>) => new URLSearchParams(fields)
  const multipart = new FormData()
  multipart.set('username', email)
  multipart.set('password', PASSWORD)
  const answers = await Promise.all([
    logIn(email),
    world.post('/api/v1/auth/login', { username: email, password: PASSWORD }),
    world.post('/api/v1/auth/login', form({ email, password: PASSWORD })),
    world.post('/api/v1/auth/login', multipart),
  ])
  for (const { status, body, headers } of answers) {
    expect(status).toBe(200)
    expect(headers.get('Consistency-Token')).toMatch(/^\d+$/)
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 300, user: { id, candidate_profile: null } })
    expect(body.user.last_login).not.toBeNull()
    expect(await world.eventsOf(`session-${sessionIdOf(body.access_token)}`)).toEqual(['SessionStarted'])
  }
  const token = await world.post(
    '/api/v1/auth/token',
    form({ grant_type: 'password', username: email, password: PASSWORD }),
  )
  expect(token.status).toBe(200)
  expect(Object.keys(token.body).sort()).toEqual(['access_token', 'expires_in', 'refresh_token', 'token_type'])
  expect((await world.post('/api/v1/auth/login', { email })).status).toBe(422)
})

test('A7, W-23: an unknown address and a wrong password get the same answer', async () => {
  const { email } = await registered()
  const [unknown, wrong] = await Promise.all([logIn('personne@example.org'), logIn(email, 'Autre-mot-2026!')])
  expect(unknown.status).toBe(401)
  expect(withoutIds(unknown)).toEqual(withoutIds(wrong))
  expect([...unknown.headers.keys()]).toEqual([...wrong.headers.keys()])
})

test('S1, S4: each refresh token works once; a second use closes the session and is recorded', async () => {
  const session = await loggedIn()
  const first = await refresh(session.refresh)
  expect(first).toMatchObject({ status: 200, body: { token_type: 'bearer', expires_in: 300 } })
  const second = await refresh(first.body.refresh_token)
  expect(second.status).toBe(200)
  expect(await world.eventsOf(`session-${session.sessionId}`)).toEqual(['SessionStarted'])

  for (const old of [session.refresh, first.body.refresh_token, second.body.refresh_token])
    expect(await refresh(old)).toMatchObject({ status: 401, body: { code: 'invalid-refresh-token' } })
  expect(await world.eventsOf(`session-${session.sessionId}`)).toEqual(['SessionStarted', 'SessionReuseDetected'])
})

test('A6, W-04: no other text refreshes anything, none of it closes a session, and no token stands in for a password', async () => {
  const session = await loggedIn()
  for (const token of ['x', session.access, session.sessionId, `${session.refresh}A`, session.refresh.slice(0, -2)])
    expect((await refresh(token)).status).toBe(401)
  expect((await world.post('/api/v1/auth/logout', undefined, { token: session.refresh })).status).toBe(401)
  expect((await world.post('/api/v1/auth/login', {}, { token: session.access })).status).toBe(422)
  expect((await refresh(session.refresh)).status).toBe(200)
})

test(
  'S2: of 50 uses of one token at the same moment at most one succeeds, and no successor survives',
  async () => {
    for (let round = 0; round < rounds(5, 100); round++) {
      const session = await loggedIn()
      const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(session.refresh)))
      const winners = answers.filter(({ status }) => status === 200)
      expect(winners.length).toBeLessThanOrEqual(1)
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(50 - winners.length)
      for (const { body } of winners) expect((await refresh(body.refresh_token)).status).toBe(401)
      const events = await world.eventsOf(`session-${session.sessionId}`)
      expect(events).toEqual(['SessionStarted', 'SessionReuseDetected'])
    }
  },
  RACES_WITHIN_MS,
)

test(
  'S5: after logout nothing of the session works, however refresh and logout meet',
  async () => {
    for (let round = 0; round < rounds(30, 200); round++) {
      const session = await loggedIn()
      const [refreshed, loggedOut] = await Promise.all([refresh(session.refresh), logOut(session.access)])
      expect(loggedOut).toMatchObject({ status: 200, body: { user_id: session.id } })
      const tokens = [session.refresh, ...(refreshed.status === 200 ? [refreshed.body.refresh_token] : [])]
      for (const token of tokens) expect((await refresh(token)).status).toBe(401)
      expect(await world.eventsOf(`session-${session.sessionId}`)).toEqual(['SessionStarted', 'SessionRevoked'])
    }
  },
  RACES_WITHIN_MS,
)

test('S6, W-06: a logged-out access token is refused within a second', async () => {
  const session = await loggedIn()
  expect((await logOut(session.access)).status).toBe(200)
  const deadline = Date.now() + 1_500
  let status = 0
  while (status !== 401 && Date.now() < deadline) status = (await logOut(session.access)).status
  expect(status).toBe(401)
  expect(await world.eventsOf(`session-${session.sessionId}`)).toEqual(['SessionStarted', 'SessionRevoked'])
})

test('S8: a session ends at its time, however it is used', async () => {
  const session = await loggedIn()
  const { rows } = await world.pool.query(
    'select extract(epoch from expires_at - created_at)::integer as seconds from hcm.sessions where session_id = $1',
    [session.sessionId],
  )
  expect(rows[0].seconds).toBe(7 * 86_400)
  await world.pool.query("update hcm.sessions set expires_at = now() - interval '1 second' where session_id = $1", [
    session.sessionId,
  ])
  expect((await refresh(session.refresh)).status).toBe(401)
})

test('W-05: refreshing ends the session of an account that may no longer be used', async () => {
  const session = await loggedIn()
  const identity = world.otherProcess()
  const post = await world.serve({
    ...identity,
    executor: {
      ...identity.executor,
      facts: async (...parameters) => {
        const loaded = await identity.executor.facts(...parameters)
        return { ...loaded, state: { statut: 'bloqué', role: 'candidate', request: 'none' } as never }
      },
    },
  })
  expect((await post('/api/v1/auth/refresh', { refresh_token: session.refresh })).status).toBe(401)
  expect(await world.eventsOf(`session-${session.sessionId}`)).toEqual(['SessionStarted', 'SessionRevoked'])
  expect((await refresh(session.refresh)).status).toBe(401)
})

test('a login that an account is blocked under leaves no session', async () => {
  const { id } = await registered()
  let looks = 0
  const { executor } = world.identity
  const command = ownCommand('test', id, new Date().toISOString())
  const outcome = await openSession(
    {
      ...world.identity,
      executor: {
        ...executor,
        facts: async (...parameters) => {
          const loaded = await executor.facts(...parameters)
          looks += 1
          const blocked = { statut: 'bloqué', role: 'candidate', request: 'none' } as never
          return looks === 2 ? { ...loaded, state: blocked } : loaded
        },
      },
    },
    command,
    id,
  )
  expect(outcome).toMatchObject({ refused: 'account-blocked' })
  expect(await world.identity.sessions.liveOf(id)).toEqual([])
})

test('what a crash kept out of the log is recorded later, once', async () => {
  const session = await loggedIn()
  await world.identity.sessions.revoke(session.sessionId, 'logout', new Date(Date.now() - 60_000).toISOString())
  expect((await refresh(session.refresh)).status).toBe(401)
  expect(await world.eventsOf(`session-${session.sessionId}`)).toEqual(['SessionStarted'])
  await maintainIdentity(world.identity)
  await maintainIdentity(world.otherProcess())
  expect(await world.eventsOf(`session-${session.sessionId}`)).toEqual(['SessionStarted', 'SessionRevoked'])
})

test('rows of sessions that are long over go; the log keeps what it knows', async () => {
  const [over, alive] = [await loggedIn(), await loggedIn()]
  await world.pool.query("update hcm.sessions set expires_at = now() - interval '2 days' where session_id = $1", [
    over.sessionId,
  ])
  await maintainIdentity(world.identity)
  expect(await world.identity.sessions.find(over.sessionId)).toBeUndefined()
  expect(await world.eventsOf(`session-${over.sessionId}`)).toEqual(['SessionStarted'])
  expect((await refresh(alive.refresh)).status).toBe(200)
})

test('the same login under one key is one session, whose tokens work', async () => {
  const { email } = await registered()
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => world.post('/api/v1/auth/login', { email, password: PASSWORD }, { key: email })),
  )
  expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1)
  expect(await world.eventsOf(`session-${sessionIdOf(answers[0]!.body.access_token)}`)).toEqual(['SessionStarted'])
  expect((await refresh(answers[4]!.body.refresh_token)).status).toBe(200)
})

test('A10: a burst of logins is bounded: some are served, the rest told to come again', async () => {
  const { email } = await registered()
  const answers = await Promise.all(Array.from({ length: 50 }, () => logIn(email)))
  const statuses = answers.map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([200, 503]))
  const refused = answers.find(({ status }) => status === 503)!
  expect(refused.body).toMatchObject({ code: 'overloaded' })
  expect(refused.headers.get('Retry-After')).toBe('1')
})

test('S7, W-07: a dump of the tables opens no session', async () => {
  const session = await loggedIn()
  const { rows } = await world.pool.query('select s::text from hcm.sessions s')
  expect(JSON.stringify(rows)).not.toContain(session.refresh)
  expect(JSON.stringify(rows)).not.toContain(session.access)
})
