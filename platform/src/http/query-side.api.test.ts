import { afterEach, expect, test } from '@jest/globals'
import { anyone, defineRoute } from '@one-hcm/contracts/kernel/route'
import { startTestApi, type TestApi, testTokens } from '../testing/test-api.ts'
import { endpoint } from './exchange.ts'
import { querySide } from './query-side.ts'

const route = defineRoute({
  name: 'read',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/reads',
  summary: 'of a test',
  access: anyone,
})

let running: TestApi | undefined
afterEach(() => running?.stop())

/** Read models that are at 100 and, unless told otherwise, up to date. */
async function startQueries({ behindMs = 0, floor = 0n } = {}) {
  const waits: bigint[] = []
  const floorsAsked: string[] = []
  running = await startTestApi([endpoint(route, async () => ({ body: {} }))], {
    side: querySide({
      readModels: {
        waitFor: async (position) => {
          waits.push(position)
          return position <= 100n
        },
        current: () => 100n,
        behindMs: () => behindMs,
      },
      floors: {
        raise: async () => {},
        of: async (session) => {
          floorsAsked.push(session)
          return floor
        },
      },
    }),
  })
  const token = testTokens.issue({ userId: 'someone', role: 'candidate', sessionId: 'session-1' })
  const get = async (headers: Record<string, string> = { authorization: `Bearer ${token}` }) => {
    const response = await running!.call('/api/v1/reads', { headers })
    return [response.status, ((await response.json()) as { code?: string }).code, response.headers.get('retry-after')]
  }
  return { get, waits, floorsAsked, token }
}

test('a read with a token waits for that position', async () => {
  const { get, waits } = await startQueries()
  expect(await get({ 'consistency-token': '99' })).toEqual([200, undefined, null])
  expect(waits).toEqual([99n])
})

test('a position that does not come in time is answered 503, never with older state', async () => {
  const { get } = await startQueries()
  expect(await get({ 'consistency-token': '101' })).toEqual([503, 'not-yet-visible', '1'])
})

test.each(['', 'abc', '-1', '1.5', '12345678901234567890'])('a token that is none is refused: "%s"', async (token) => {
  const { get } = await startQueries()
  expect(await get({ 'consistency-token': token })).toEqual([400, 'invalid-consistency-token', null])
})

test('floors are consulted only while the read models lag, and only for callers without a token', async () => {
  const upToDate = await startQueries({ floor: 500n })
  expect(await upToDate.get()).toEqual([200, undefined, null])
  expect(upToDate.floorsAsked).toEqual([])
  await running!.stop()

  const late = await startQueries({ behindMs: 2_001, floor: 500n })
  expect(await late.get()).toEqual([503, 'not-yet-visible', '1'])
  expect(late.floorsAsked).toEqual(['session-1'])
  expect(await late.get({ authorization: `Bearer ${late.token}`, 'consistency-token': '1' })).toEqual([
    200,
    undefined,
    null,
  ])
  expect(await late.get({})).toEqual([200, undefined, null])
})
