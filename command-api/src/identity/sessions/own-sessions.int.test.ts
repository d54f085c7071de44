import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type IdentityWorld, somebody, startIdentityWorld } from '../testing/identity-world.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await startIdentityWorld()
}, 60_000)
afterAll(() => world?.stop())

const PASSWORD = 'Mot-de-passe-2026'
type Login = { access: string; refresh: string; sessionId: string }

async function loggedIn(times: number): Promise<Login[]> {
  const { email } = await world.post('/api/v1/auth/signup', somebody()).then(({ body }) => body as { email: string })
  const logins: Login[] = []
  for (let turn = 0; turn < times; turn++) {
    const { body } = await world.post('/api/v1/auth/login', { email, password: PASSWORD })
    const { sid } = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())
    logins.push({ access: body.access_token, refresh: body.refresh_token, sessionId: sid })
  }
  return logins
}
const end = (token: string, sessionId?: string) =>
  world.post(`/api/v1/auth/sessions${sessionId ? `/${sessionId}` : ''}`, undefined, { token, method: 'DELETE' })
const refresh = ({ refresh: refresh_token }: Login) => world.post('/api/v1/auth/refresh', { refresh_token })

test('S6: one of the own sessions is closed from another one, and is recorded', async () => {
  const [here, there] = (await loggedIn(2)) as [Login, Login]
  const answer = await end(here.access, there.sessionId)
  expect(answer.status).toBe(204)
  expect(answer.headers.get('Consistency-Token')).toMatch(/^\d+$/)
  expect((await refresh(there)).status).toBe(401)
  expect((await refresh(here)).status).toBe(200)
  expect(await world.eventsOf(`session-${there.sessionId}`)).toEqual(['SessionStarted', 'SessionRevoked'])
  expect(await end(here.access, there.sessionId)).toMatchObject({ status: 404, body: { code: 'session-not-found' } })
})

test('Z2: nobody closes the session of somebody else, and its existence stays hidden', async () => {
  const [[mine], [theirs]] = (await Promise.all([loggedIn(1), loggedIn(1)])) as [[Login], [Login]]
  const [foreign, unknown] = [await end(mine.access, theirs.sessionId), await end(mine.access, randomUUID())]
  for (const { status, body } of [foreign, unknown])
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'session-not-found' })
  expect((await refresh(theirs)).status).toBe(200)
})

test('S6: all other sessions are closed at once, the one of the call stands', async () => {
  const [one, two, three] = (await loggedIn(3)) as [Login, Login, Login]
  expect(await end(two.access)).toMatchObject({ status: 200, body: { success: true, count: 2 } })
  expect((await end(two.access)).body.count).toBe(0)
  for (const closed of [one, three]) expect((await refresh(closed)).status).toBe(401)
  expect((await refresh(two)).status).toBe(200)
})
