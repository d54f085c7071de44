import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { listOwnSessionsRoute } from '@one-hcm/contracts/identity/sessions/list-own-sessions.route'
import { type ReadWorld, startReadWorld } from '@one-hcm/embedded/testing/read-world'
import { startTestApi, type TestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { identityEndpoints } from '../identity.routes.ts'

let world: ReadWorld
let api: TestApi
beforeAll(async () => {
  world = await startReadWorld()
  api = await startTestApi(identityEndpoints(world))
}, 60_000)
afterAll(async () => {
  await api?.stop()
  await world?.stop()
})

const DAY_MS = 86_400_000
async function started(userId: string, days: number): Promise<string> {
  const id = randomUUID()
  const expires_at = new Date(Date.now() + days * DAY_MS).toISOString()
  await world.append(`session-${id}`, [
    { type: 'SessionStarted', data: { session_id: id, user_id: userId, role: 'observer', expires_at } },
  ])
  return id
}

test('S6: the own sessions that stand are listed, newest first, and can be ended', async () => {
  const me = randomUUID()
  const first = await started(me, 7)
  const closed = await started(me, 7)
  await started(me, -1)
  await started(randomUUID(), 7)
  const here = await started(me, 7)
  await world.append(`session-${closed}`, [
    { type: 'SessionRevoked', data: { session_id: closed, user_id: me, reason: 'logout' } },
  ])
  const token = testTokens.issue({ userId: me, role: 'observer', sessionId: here })
  const response = await api.call('/api/v1/auth/sessions', { headers: { Authorization: `Bearer ${token}` } })
  const body = (await response.json()) as { data: { id: string; current: boolean }[] }
  expect(response.status).toBe(200)
  expect(listOwnSessionsRoute.response!.parse(body)).toEqual(body)
  expect(body.data.map(({ id, current }) => [id, current])).toEqual([
    [here, true],
    [first, false],
  ])
  expect(body.data[0]).toMatchObject({ available_actions: [{ action: 'end_session', allowed: true }] })
  expect((await api.call('/api/v1/auth/sessions')).status).toBe(401)
})
