import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { defineRoute, everyone } from '@one-hcm/contracts/kernel/route'
import { z } from 'zod'
import { startTestApi, type TestApi, testTokens } from '../testing/test-api.ts'
import { endpoint } from './exchange.ts'

const query = z.object({ ticket: z.string().optional() })
const about = { context: 'notifications', method: 'get', summary: 'x', access: everyone, query } as const
const stream = defineRoute({ ...about, name: 'stream', path: '/api/v1/stream', opensByTicket: true })
const other = defineRoute({ ...about, name: 'other', path: '/api/v1/other' })

let api: TestApi
const asked: string[] = []
beforeAll(async () => {
  const endpoints = [stream, other].map((route) => endpoint(route, ({ user }) => Promise.resolve({ body: user })))
  api = await startTestApi(endpoints, {
    redeemTicket: (ticket) => {
      asked.push(ticket)
      return Promise.resolve(ticket === 'good' ? { id: 'person', role: 'candidate', sessionId: 'session' } : undefined)
    },
  })
})
afterAll(() => api.stop())

test('W-15 a ticket stands for the token, on routes that say so and nowhere else', async () => {
  const opened = await api.call('/api/v1/stream?ticket=good')
  expect([opened.status, await opened.json()]).toEqual([200, { id: 'person', role: 'candidate', sessionId: 'session' }])
  expect((await api.call('/api/v1/other?ticket=good')).status).toBe(401)
  for (const path of ['/api/v1/stream', '/api/v1/stream?ticket=bad', '/api/v1/stream?ticket=good&ticket=good'])
    expect((await api.call(path)).status).toBe(401)
})

test('with a token no ticket is used up, and a bad token is not saved by one', async () => {
  asked.length = 0
  const token = testTokens.issue({ userId: 'somebody', role: 'admin', sessionId: 'session' })
  const opened = await api.call('/api/v1/stream?ticket=good', { headers: { Authorization: `Bearer ${token}` } })
  expect(await opened.json()).toMatchObject({ id: 'somebody' })
  const bad = await api.call('/api/v1/stream?ticket=good', { headers: { Authorization: 'Bearer x.y.z' } })
  expect(bad.status).toBe(401)
  expect(asked).toEqual([])
})
