import { afterEach, expect, test } from '@jest/globals'
import { anyone, defineRoute } from '@one-hcm/contracts/kernel/route'
import { z } from 'zod'
import type { CommandContext } from '../commands/command-context.ts'
import type { IdempotencyStore } from '../commands/idempotency-store.ts'
import type { AppliedPosition } from '../read-models/applied-position.ts'
import { startTestApi, type TestApi, testTokens } from '../testing/test-api.ts'
import { commandSide } from './command-side.ts'
import { endpoint } from './exchange.ts'

const route = defineRoute({
  name: 'write',
  context: 'recruitment',
  method: 'post',
  path: '/api/v1/writes/{id}',
  summary: 'of a test',
  access: anyone,
  params: z.object({ id: z.string() }),
  body: z.object({}),
})

/** Claims in memory, by the contract of the real store. */
function memoryIdempotency(): IdempotencyStore & { completed: unknown[] } {
  const claims = new Map<string, { fingerprint: string; now: string }>()
  const completed: unknown[] = []
  return {
    completed,
    reserve: async (commandId, fingerprint, now) => {
      const known = claims.get(commandId)
      if (known && known.fingerprint !== fingerprint) return 'other-request'
      claims.set(commandId, known ?? { fingerprint, now })
      return { since: known?.now ?? now }
    },
    complete: async (...call) => void completed.push(call),
    purge: async () => {},
  }
}

let running: TestApi | undefined
afterEach(() => running?.stop())

async function startCommands({ visible = true, opens = undefined as string | undefined } = {}) {
  const contexts: CommandContext[] = []
  const waits: bigint[] = []
  const raised: [string, bigint][] = []
  const readModels: AppliedPosition = {
    waitFor: async (position) => {
      waits.push(position)
      return visible
    },
    current: () => 0n,
    behindMs: () => 0,
  }
  let clock = 0
  const idempotency = memoryIdempotency()
  running = await startTestApi(
    [
      endpoint(route, async ({ command }) => {
        contexts.push({ ...command })
        return { body: { ok: true }, position: 42n, revision: 3, ...(opens ? { sessionId: opens } : {}) }
      }),
    ],
    {
      side: commandSide({
        idempotency,
        fingerprintSecret: Buffer.alloc(32, 1),
        readModels,
        floors: { raise: async (session, position) => void raised.push([session, position]), of: async () => 0n },
        now: () => new Date(clock++ * 1000).toISOString(),
      }),
    },
  )
  const token = testTokens.issue({ userId: 'someone', role: 'recruiter', sessionId: 'session-1' })
  const post = (headers: Record<string, string> = {}, { body = '{}', path = '/api/v1/writes/1' } = {}) =>
    running!.call(path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    })
  return { post, contexts, waits, raised, idempotency }
}

test('a write answers with its position once the read models contain it', async () => {
  const { post, waits, raised } = await startCommands()
  const response = await post()
  expect([response.headers.get('consistency-token'), response.headers.get('etag')]).toEqual(['42', '"3"'])
  expect([waits, raised]).toEqual([[42n], []])
})

test('read models that are late leave a floor for the session, and the write is answered all the same', async () => {
  const { post, raised } = await startCommands({ visible: false })
  expect((await post()).status).toBe(200)
  expect(raised).toEqual([['session-1', 42n]])
})

test('a login leaves the floor for the session that it opened', async () => {
  const { post, raised } = await startCommands({ visible: false, opens: 'session-2' })
  await post()
  await post({ authorization: '' })
  expect(raised).toEqual([
    ['session-2', 42n],
    ['session-2', 42n],
  ])
})

test('who prefers to go on does not wait', async () => {
  const { post, waits } = await startCommands()
  const response = await post({ prefer: 'respond-async, wait=5' })
  expect([response.status, response.headers.get('consistency-token'), waits]).toEqual([200, '42', []])
})

test.each(['', ' '.repeat(201), 'x'.repeat(201), 'clé'])(
  'an idempotency key that is none is refused: "%s"',
  async (key) => {
    const { post, contexts } = await startCommands()
    const response = await post({ 'idempotency-key': Buffer.from(key).toString('latin1') })
    // HTTP clients strip blanks: an empty header is an empty key.
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      400,
      'idempotency-key-invalid',
    ])
    expect(contexts).toEqual([])
  },
)

test('the same key, path, caller and body is the same command at the same time; both slash forms are one path', async () => {
  const { post, contexts, idempotency } = await startCommands()
  await post({ 'idempotency-key': 'k' })
  await post({ 'idempotency-key': 'k' }, { path: '/api/v1/writes/1/' })
  const [first, repeat] = contexts
  expect(repeat).toMatchObject({ commandId: first!.commandId, now: first!.now, fingerprint: first!.fingerprint })
  expect(idempotency.completed).toEqual([
    [first!.commandId, 200, 42n],
    [first!.commandId, 200, 42n],
  ])
})

test('the same key with another body is refused', async () => {
  const { post } = await startCommands()
  await post({ 'idempotency-key': 'k' })
  const response = await post({ 'idempotency-key': 'k' }, { body: '{"a":1}' })
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'idempotency-key-reused'])
})

test('keys of different callers and paths are different commands, and so are calls without a key', async () => {
  const { post, contexts } = await startCommands()
  await post({ 'idempotency-key': 'k' })
  await post({ 'idempotency-key': 'k' }, { path: '/api/v1/writes/2' })
  await post({ 'idempotency-key': 'k', authorization: '' })
  await post()
  await post()
  expect(new Set(contexts.map(({ commandId }) => commandId)).size).toBe(5)
  expect(contexts.map(({ fingerprint }) => fingerprint !== undefined)).toEqual([true, true, true, false, false])
})

test.each([
  ['"7"', 7],
  ['W/"7"', 7],
  ['7', 7],
  ['*', undefined],
])('If-Match %s asks for revision %s', async (tag, revision) => {
  const { post, contexts } = await startCommands()
  await post({ 'if-match': tag })
  expect(contexts[0]!.ifMatch).toBe(revision)
})

test.each(['"abc"', '', '"7", "8"', '-1'])('a tag that is none of ours matches no revision: %s', async (tag) => {
  const { post, contexts } = await startCommands()
  await post({ 'if-match': tag })
  expect(contexts[0]!.ifMatch).toBeNaN()
})
