import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type EventStore, startEventStore } from '@one-hcm/embedded/event-store/event-store'
import { silentLogger } from '../logging/logger.ts'
import { counted, madeUpDefinition, madeUpMetadata } from '../testing/made-up-events.ts'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import { until } from '../testing/until.ts'
import { createCodec, type StoredEvent } from './codec.ts'
import { createEventLog, type EventLog, type LogPosition } from './event-log.ts'
import { createFollower, type Follower, type FollowerOptions } from './follower.ts'

let dataDir: string
let node: EventStore
let log: EventLog
let follower: Follower | undefined

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'follower-test-'))
  node = await startEventStore({ dataDir })
  log = createEventLog(node.connectionString, createCodec(createMemoryKeyRing(), madeUpDefinition))
})
afterEach(async () => {
  await follower?.stop()
  follower = undefined
  await log.dispose()
  await node.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const write = async (count: number, target = log) => {
  const events = Array.from({ length: count }, (_, by) => ({ id: randomUUID(), event: counted(by) }))
  await target.append('counter-1', 'any', events, madeUpMetadata)
}

/** A follower that keeps its checkpoint with what it handled, as a read model does. */
function follow(options: Partial<FollowerOptions> = {}) {
  const seen = { checkpoint: undefined as LogPosition | undefined, revisions: [] as number[], batches: [] as number[] }
  follower = createFollower({
    name: 'test',
    log,
    logger: silentLogger(),
    compareEveryMs: 100,
    checkpoint: async () => seen.checkpoint,
    ...options,
    handle: async (batch: readonly StoredEvent[], last) => {
      await options.handle?.(batch, last)
      seen.revisions.push(...batch.filter(({ type }) => type === 'Counted').map(({ revision }) => revision))
      seen.batches.push(batch.length)
      seen.checkpoint = last
    },
  })
  follower.start()
  return seen
}

const upTo = (count: number) => Array.from({ length: count }, (_, revision) => revision)

test('a node that restarts is followed again by itself, without gap or repeat', async () => {
  const seen = follow()
  await write(10)
  await until('the first were handled', () => seen.revisions.length === 10)
  const { port } = node
  await node.stop()
  await new Promise((resolve) => setTimeout(resolve, 300))
  node = await startEventStore({ dataDir, port })
  await until('it can be written again', () =>
    write(10).then(
      () => true,
      () => false,
    ),
  )
  await until('the rest was handled', () => seen.revisions.length >= 20, { withinMs: 20_000 })
  expect(seen.revisions).toEqual(upTo(20))
})

test('a batch whose handling fails comes again, from the checkpoint, until it succeeds', async () => {
  let failures = 2
  const seen = follow({
    handle: async (batch) => {
      if (batch.some(({ revision, type }) => type === 'Counted' && revision === 5) && failures-- > 0)
        throw new Error('not now')
    },
  })
  await write(10)
  await until('all were handled', () => seen.revisions.length >= 10)
  expect(seen.revisions).toEqual(upTo(10))
  expect(failures).toBe(-1)
})

test('a checkpoint that somebody else moved is where it goes on', async () => {
  const seen = follow({ batchMax: 1 })
  await write(3)
  await until('all were handled', () => seen.revisions.length === 3)
  await follower!.stop()
  await write(3)
  seen.checkpoint = await log.head()
  follower = undefined
  const rest = follow({ checkpoint: async () => seen.checkpoint })
  await write(1)
  await until('the newest was handled', () => rest.revisions.length === 1)
  expect(rest.revisions).toEqual([6])
})

test('a long history arrives in batches of bounded size, also when handling is slow', async () => {
  for (let round = 0; round < 15; round++) await write(300)
  const seen = follow({ batchMax: 250, handle: () => new Promise((resolve) => setTimeout(resolve, 20)) })
  await until('all were handled', () => seen.revisions.length >= 4_500, { withinMs: 30_000 })
  expect(seen.revisions).toEqual(upTo(4_500))
  expect(Math.max(...seen.batches)).toBeLessThanOrEqual(250)
}, 60_000)

test('a subscription that fell silent while the log went on is replaced', async () => {
  let silent = 1
  const deaf: EventLog = {
    ...log,
    client: new Proxy(log.client, {
      get: (client, name) => {
        if (name === 'subscribeToAll' && silent-- > 0)
          return () =>
            Object.assign(new Readable({ objectMode: true, read: () => {} }), { unsubscribe: async () => {} })
        const value = Reflect.get(client, name) as unknown
        return typeof value === 'function' ? value.bind(client) : value
      },
    }),
  }
  const seen = follow({ log: deaf })
  await write(3)
  await until('they were handled all the same', () => seen.revisions.length === 3, { withinMs: 15_000 })
  expect(seen.revisions).toEqual(upTo(3))
}, 30_000)

test('it says whether it is up to date, and nothing of the kind while it cannot know', async () => {
  const gate = Promise.withResolvers<undefined>()
  const compared: boolean[] = []
  const seen = follow({ handle: () => gate.promise, onCompared: (caughtUp) => void compared.push(caughtUp) })
  await write(1)
  await until('it noticed that it lags', () => compared.includes(false))
  compared.length = 0
  gate.resolve(undefined)
  await until('all was handled', () => seen.revisions.length === 1)
  await until('it noticed that it is up to date', () => compared.at(-1) === true)
  const { port } = node
  await node.stop()
  await new Promise((resolve) => setTimeout(resolve, 300))
  compared.length = 0
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(compared).toEqual([])
  node = await startEventStore({ dataDir, port })
})

test('stopping finishes the batch in hand and takes no other', async () => {
  const gate = Promise.withResolvers<undefined>()
  const seen = follow({ batchMax: 2, handle: () => gate.promise })
  await write(10)
  await until('a batch is in hand', () => follower !== undefined)
  await new Promise((resolve) => setTimeout(resolve, 200))
  const stopped = follower!.stop()
  gate.resolve(undefined)
  await stopped
  expect(seen.batches).toHaveLength(1)
})

test('stopping works while the node is away', async () => {
  const seen = follow()
  await write(1)
  await until('it was handled', () => seen.revisions.length === 1)
  const { port } = node
  await node.stop()
  await new Promise((resolve) => setTimeout(resolve, 200))
  await follower!.stop()
  node = await startEventStore({ dataDir, port })
})
