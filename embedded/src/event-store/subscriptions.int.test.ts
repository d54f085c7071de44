import {
  type AllStreamSubscription,
  END,
  eventTypeFilter,
  excludeSystemEvents,
  type ResolvedEvent,
  START,
  type StreamSubscription,
  streamNameFilter,
} from '@eventstore/db-client'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { failureOf, startTestNode, type TestNode, testEvents } from './testing/test-node.ts'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node.stop())

type Subscription = StreamSubscription | AllStreamSubscription

/** Everything a subscription says, with waits for it. */
class Recorder {
  readonly log: string[] = []
  readonly events: ResolvedEvent[] = []
  private readonly subscription: Subscription
  private waiting: (() => void) | undefined

  constructor(subscription: Subscription) {
    this.subscription = subscription
    const note = (entry: string): void => {
      this.log.push(entry)
      this.waiting?.()
    }
    subscription
      .on('data', (resolved: ResolvedEvent) => {
        this.events.push(resolved)
        const { event } = resolved
        note(event?.type === '$streamDeleted' ? 'tombstone' : `${event?.type}:${event?.revision}`)
      })
      .on('caughtUp', () => note('caught up'))
      .on('confirmation', () => note('confirmed'))
      .on('error', (error) => note(`error ${(error as Error & { type: string }).type}`))
  }

  async until(done: (log: string[]) => boolean): Promise<string[]> {
    while (!done(this.log)) await new Promise<void>((resolve) => (this.waiting = resolve))
    return this.log
  }

  stop(): Promise<void> {
    return this.subscription.unsubscribe()
  }
}

const has = (entry: string) => (log: string[]) => log.includes(entry)

test('§6.6 a stream subscription: confirmation, history, caught up once, live events', async () => {
  await node.client.appendToStream('s-1', testEvents(3))
  const recorder = new Recorder(node.client.subscribeToStream('s-1'))
  await recorder.until(has('caught up'))
  await node.client.appendToStream('s-1', testEvents(2))
  expect(await recorder.until(has('test:4'))).toEqual([
    'confirmed',
    'test:0',
    'test:1',
    'test:2',
    'caught up',
    'test:3',
    'test:4',
  ])
  await recorder.stop()
})

test('§6.6 start points are exclusive, end is what comes after', async () => {
  await node.client.appendToStream('s-2', testEvents(3))
  const fromRevision = new Recorder(node.client.subscribeToStream('s-2', { fromRevision: 1n }))
  const fromEnd = new Recorder(node.client.subscribeToStream('s-2', { fromRevision: END }))
  await fromRevision.until(has('caught up'))
  await fromEnd.until(has('caught up'))
  await node.client.appendToStream('s-2', testEvents(1))
  expect(await fromRevision.until(has('test:3'))).toEqual(['confirmed', 'test:2', 'caught up', 'test:3'])
  expect(await fromEnd.until(has('test:3'))).toEqual(['confirmed', 'caught up', 'test:3'])
  await fromRevision.stop()
  await fromEnd.stop()
})

test('§6.6 a subscription to a stream that comes later, is deleted, comes again and is buried', async () => {
  const recorder = new Recorder(node.client.subscribeToStream('s-3'))
  await recorder.until(has('caught up'))
  await node.client.appendToStream('s-3', testEvents(1))
  await recorder.until(has('test:0'))
  await node.client.deleteStream('s-3')
  await node.client.appendToStream('s-3', testEvents(1))
  await recorder.until(has('test:1'))
  await node.client.tombstoneStream('s-3')
  expect(await recorder.until(has('error stream-deleted'))).toEqual([
    'confirmed',
    'caught up',
    'test:0',
    'test:1',
    'tombstone',
    'error stream-deleted',
  ])
})

test('§6.6 a subscription to a tombstoned stream fails', async () => {
  await node.client.tombstoneStream('s-4')
  const recorder = new Recorder(node.client.subscribeToStream('s-4'))
  expect(await recorder.until((log) => log.length > 0)).toEqual(['error stream-deleted'])
})

test('§6.6 a $all subscription misses and repeats nothing while appends race it', async () => {
  const appends = Promise.all(
    Array.from({ length: 300 }, () => node.client.appendToStream('racing', testEvents(1, 'racing'))),
  )
  const recorder = new Recorder(node.client.subscribeToAll({ fromPosition: START, filter: excludeSystemEvents() }))
  await appends
  const log = await recorder.until((entries) => entries.filter((entry) => entry.startsWith('racing')).length === 300)
  const racing = log.filter((entry) => entry.startsWith('racing'))
  expect(racing).toEqual(racing.map((_, index) => `racing:${index}`))
  const positions = recorder.events.map(({ event }) => event!.position!.commit)
  expect(positions.every((position, index) => index === 0 || position > positions[index - 1]!)).toBe(true)
  await recorder.stop()
})

test('§6.6 checkpoints count considered events and never run ahead', async () => {
  const reached: bigint[] = []
  const before = await node.client.appendToStream('checkpointed', testEvents(1, 'other'))
  const filter = eventTypeFilter({
    prefixes: ['checkpointed'],
    checkpointInterval: 2,
    checkpointReached: async (_subscription, position) => {
      reached.push(position.commit)
    },
  })
  const recorder = new Recorder(node.client.subscribeToAll({ fromPosition: before.position!, filter }))
  await recorder.until(has('caught up'))
  const { position } = await node.client.appendToStream('checkpointed', testEvents(384, 'checkpointed'))
  await recorder.until((log) => log.filter((entry) => entry.startsWith('checkpointed')).length === 384)
  await recorder.stop()
  expect(reached).toEqual(Array.from({ length: 6 }, (_, index) => before.position!.commit + BigInt(64 * (index + 1))))
  expect(reached.at(-1)).toBe(position?.commit)
})

test('§6.5 filters by stream name and by expression', async () => {
  await node.client.appendToStream('filter-a', testEvents(1, 'one'))
  await node.client.appendToStream('filter-b', testEvents(1, 'two'))
  const byPrefix = new Recorder(
    node.client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({ prefixes: ['filter-a', 'nothing'] }),
    }),
  )
  const byRegex = new Recorder(
    node.client.subscribeToAll({ fromPosition: START, filter: eventTypeFilter({ regex: '^tw[o]$' }) }),
  )
  expect(await byPrefix.until(has('caught up'))).toEqual(['confirmed', 'one:0', 'caught up'])
  expect(await byRegex.until(has('caught up'))).toEqual(['confirmed', 'two:0', 'caught up'])
  await byPrefix.stop()
  await byRegex.stop()
})

test('§6.5 a pattern that is none is refused', async () => {
  const recorder = new Recorder(
    node.client.subscribeToAll({ fromPosition: START, filter: eventTypeFilter({ regex: '(' }) }),
  )
  const [entry] = await recorder.until((log) => log.length > 0)
  expect(entry).toMatch(/^error/)
})

test('§11.4 a stopping node ends subscriptions with CANCELLED and refuses later appends', async () => {
  const other = await startTestNode()
  const recorder = new Recorder(other.client.subscribeToAll())
  await recorder.until(has('caught up'))
  await other.client.appendToStream('last', testEvents(1))
  const stopping = other.stopNode()
  expect((await recorder.until((log) => log.some((entry) => entry.startsWith('error')))).at(-1)).toBe('error cancelled')
  await stopping
  expect(await failureOf(other.client.appendToStream('late', testEvents(1)))).toBeDefined()
  await other.stop()
})

test('§11.4 an append while the node stops is written, cancelled or not connected, never answered with another error', async () => {
  const other = await startTestNode()
  const { client } = other
  await client.appendToStream('until-the-end', testEvents(1))
  let written = 1
  const appending = (async () => {
    for (;;) {
      await client.appendToStream('until-the-end', testEvents(1))
      written++
    }
  })()
  const failure = failureOf(appending)
  while (written < 20) await new Promise((resolve) => setImmediate(resolve))
  await other.stopNode()
  expect(['cancelled', 'unavailable']).toContain((await failure).type)
  await other.restart()
  const after = await other.client.appendToStream('until-the-end', testEvents(1))
  expect(Number(after.nextExpectedRevision)).toBeGreaterThanOrEqual(written)
  await other.stop()
})
