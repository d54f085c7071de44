import {
  binaryEvent,
  END,
  eventTypeFilter,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ackAll, TestConsumer } from './testing/test-consumer.ts'
import { collect, failureOf, startTestNode, type TestNode, testEvents } from './testing/test-node.ts'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node.stop())

const streamSettings = persistentSubscriptionToStreamSettingsFromDefaults
const allSettings = persistentSubscriptionToAllSettingsFromDefaults

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('§7.1 management', () => {
  test('create, refuse to create twice, update, info, delete', async () => {
    const settings = streamSettings({
      startFrom: 3n,
      maxRetryCount: 7,
      consumerStrategyName: 'Pinned',
      checkPointAfter: 1234,
    })
    await node.client.createPersistentSubscriptionToStream('m-1', 'g', settings)
    expect((await failureOf(node.client.createPersistentSubscriptionToStream('m-1', 'g', settings))).type).toBe(
      'persistent-subscription-exists',
    )
    const info = await node.client.getPersistentSubscriptionToStreamInfo('m-1', 'g')
    expect(info).toMatchObject({ eventSource: 'm-1', groupName: 'g', settings, connections: [] })
    const changed = streamSettings({ startFrom: END, maxSubscriberCount: 2 })
    await node.client.updatePersistentSubscriptionToStream('m-1', 'g', changed)
    expect((await node.client.getPersistentSubscriptionToStreamInfo('m-1', 'g')).settings).toEqual(changed)
    await node.client.deletePersistentSubscriptionToStream('m-1', 'g')
    expect(await failureOf(node.client.getPersistentSubscriptionToStreamInfo('m-1', 'g'))).toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      message: expect.stringContaining('Subscription group g on stream m-1 does not exist.'),
    })
  })

  test('the same for $all', async () => {
    const settings = allSettings({ startFrom: { commit: 1n, prepare: 1n }, resolveLinkTos: true })
    await node.client.createPersistentSubscriptionToAll('m-all', settings)
    expect((await node.client.getPersistentSubscriptionToAllInfo('m-all')).settings).toEqual(settings)
    await node.client.updatePersistentSubscriptionToAll('m-all', allSettings({ startFrom: START }))
    expect((await node.client.getPersistentSubscriptionToAllInfo('m-all')).settings).toEqual(
      allSettings({ startFrom: START }),
    )
    await node.client.deletePersistentSubscriptionToAll('m-all')
    expect((await failureOf(node.client.deletePersistentSubscriptionToAll('m-all'))).type).toBe(
      'persistent-subscription-does-not-exist',
    )
  })

  test('impossible settings and starts fail', async () => {
    const create = (settings: Parameters<typeof allSettings>[0]) =>
      failureOf(node.client.createPersistentSubscriptionToAll('impossible', allSettings(settings)))
    for (const settings of [
      { readBatchSize: 500, historyBufferSize: 500 },
      { startFrom: { commit: 999_999_999n, prepare: 1n } },
      { startFrom: { commit: 1n, prepare: 2n } },
    ]) {
      expect((await create(settings)).type).toBe('persistent-subscription-failed')
    }
    expect((await failureOf(node.client.createPersistentSubscriptionToStream('', 'g', streamSettings()))).type).toBe(
      'persistent-subscription-failed',
    )
  })

  test('lists of all groups, of a stream, of a stream that never had one', async () => {
    await node.client.createPersistentSubscriptionToStream('listed', 'a', streamSettings())
    await node.client.createPersistentSubscriptionToStream('listed', 'b', streamSettings())
    const names = async () =>
      (await node.client.listPersistentSubscriptionsToStream('listed')).map(({ groupName }) => groupName)
    expect(await names()).toEqual(['a', 'b'])
    expect((await node.client.listAllPersistentSubscriptions()).length).toBeGreaterThanOrEqual(2)
    await node.client.deletePersistentSubscriptionToStream('listed', 'a')
    await node.client.deletePersistentSubscriptionToStream('listed', 'b')
    expect(await names()).toEqual([])
    expect(await failureOf(node.client.listPersistentSubscriptionsToStream('unlisted'))).toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      message: expect.stringContaining('Subscription group  on stream unlisted does not exist.'),
    })
  })

  test('groups survive a restart of the node, and of the subsystem', async () => {
    const other = await startTestNode()
    const settings = streamSettings({ startFrom: START, checkPointUpperBound: 1, checkPointLowerBound: 1 })
    await other.client.createPersistentSubscriptionToStream('kept', 'g', settings)
    await other.client.appendToStream('kept', testEvents(3))
    const first = new TestConsumer(other.client.subscribeToPersistentSubscriptionToStream('kept', 'g'), ackAll)
    await first.count(3)
    await until(
      async () =>
        (await other.client.getPersistentSubscriptionToStreamInfo('kept', 'g')).stats.lastCheckpointedEventRevision ===
        2n,
    )
    await first.stop()
    await other.restart()
    expect((await other.client.getPersistentSubscriptionToStreamInfo('kept', 'g')).settings).toEqual(settings)
    const second = new TestConsumer(other.client.subscribeToPersistentSubscriptionToStream('kept', 'g'), ackAll)
    await other.client.appendToStream('kept', testEvents(1))
    await second.count(1)
    expect(second.revisions).toEqual([3])
    await other.client.restartPersistentSubscriptionSubsystem()
    await second.until(() => second.error !== undefined)
    expect(second.error?.type).toBe('persistent-subscription-dropped')
    await other.stop()
  })

  test('update and delete drop the consumers', async () => {
    await node.client.createPersistentSubscriptionToStream('dropped', 'g', streamSettings())
    for (const drop of [
      () => node.client.updatePersistentSubscriptionToStream('dropped', 'g', streamSettings({ maxRetryCount: 1 })),
      () => node.client.deletePersistentSubscriptionToStream('dropped', 'g'),
    ]) {
      const consumer = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('dropped', 'g'))
      await until(
        async () => (await node.client.getPersistentSubscriptionToStreamInfo('dropped', 'g')).connections.length === 1,
      )
      await drop()
      await consumer.until(() => consumer.error !== undefined)
      expect(consumer.error?.type).toBe('persistent-subscription-dropped')
    }
  })

  test('connecting needs a group with room', async () => {
    const lost = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('nowhere', 'g'))
    await lost.until(() => lost.error !== undefined)
    expect(lost.error?.type).toBe('persistent-subscription-does-not-exist')
    await node.client.createPersistentSubscriptionToStream('narrow', 'g', streamSettings({ maxSubscriberCount: 1 }))
    const first = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('narrow', 'g'))
    await until(
      async () => (await node.client.getPersistentSubscriptionToStreamInfo('narrow', 'g')).connections.length === 1,
    )
    const second = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('narrow', 'g'))
    await second.until(() => second.error !== undefined)
    expect(second.error?.type).toBe('maximum-subscribers-reached')
    await first.stop()
  })
})

describe('§7.1 start points', () => {
  test('are inclusive; end is everything after the creation', async () => {
    await node.client.appendToStream('starts', testEvents(4))
    const starts = { start: START, two: 2n, end: END } as const
    for (const [group, startFrom] of Object.entries(starts)) {
      await node.client.createPersistentSubscriptionToStream('starts', group, streamSettings({ startFrom }))
    }
    await node.client.appendToStream('starts', testEvents(1))
    const expected = { start: [0, 1, 2, 3, 4], two: [2, 3, 4], end: [4] }
    for (const [group, revisions] of Object.entries(expected)) {
      const consumer = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('starts', group), ackAll)
      await consumer.count(revisions.length)
      expect(consumer.revisions).toEqual(revisions)
      await consumer.stop()
    }
  })

  test('a $all group from a position delivers the event at it, and its filter leaves out the rest', async () => {
    const { position } = await node.client.appendToStream('all-start', testEvents(1, 'wanted'))
    await node.client.appendToStream('all-start', [...testEvents(5, 'other'), ...testEvents(1, 'wanted')])
    await node.client.createPersistentSubscriptionToAll('all-start', allSettings({ startFrom: position! }), {
      filter: eventTypeFilter({ prefixes: ['wanted'] }),
    })
    const consumer = new TestConsumer(node.client.subscribeToPersistentSubscriptionToAll('all-start'), ackAll as never)
    await consumer.count(2)
    expect(consumer.revisions).toEqual([0, 6])
    expect(consumer.delivered[0]?.event?.position).toEqual(position)
    await consumer.stop()
  })

  test('a $all group from end sees its own configuration event among the user events', async () => {
    await node.client.createPersistentSubscriptionToAll('from-end', allSettings({ startFrom: END }))
    await node.client.appendToStream('from-end', testEvents(6))
    const consumer = new TestConsumer(node.client.subscribeToPersistentSubscriptionToAll('from-end'), ackAll as never)
    const delivered = await consumer.count(7)
    expect(delivered.map(({ event }) => event?.type)).toContain('$PersistentConfig')
    await consumer.stop()
  })
})

describe('§7.2 delivery', () => {
  test('no more than the free slots, in order, retry count 0', async () => {
    await node.client.createPersistentSubscriptionToStream('slots', 'g', streamSettings({ startFrom: START }))
    await node.client.appendToStream('slots', testEvents(8))
    const consumer = new TestConsumer(
      node.client.subscribeToPersistentSubscriptionToStream('slots', 'g', { bufferSize: 3 }),
    )
    await consumer.count(3)
    const { connections, stats } = await node.client.getPersistentSubscriptionToStreamInfo('slots', 'g')
    expect(connections[0]).toMatchObject({ inFlightMessages: 3, availableSlots: 0, username: 'admin' })
    expect(stats).toMatchObject({ totalInFlightMessages: 3, outstandingMessagesCount: 3 })
    expect(consumer.delivered.map(({ retryCount }) => retryCount)).toEqual([0, 0, 0])
    await consumer.subscription.ack(...(consumer.delivered as never[]))
    await consumer.count(6)
    expect(consumer.revisions).toEqual([0, 1, 2, 3, 4, 5])
    await consumer.stop()
  })

  test('nack: retry counts up and then parks, skip drops, park parks; replay sends parked messages again', async () => {
    const settings = streamSettings({ startFrom: START, maxRetryCount: 2 })
    await node.client.createPersistentSubscriptionToStream('nacks', 'g', settings)
    await node.client.appendToStream('nacks', testEvents(3))
    const seen: string[] = []
    const consumer = new TestConsumer(
      node.client.subscribeToPersistentSubscriptionToStream('nacks', 'g'),
      (delivered) => {
        const { event, link, retryCount } = delivered
        seen.push(`${event?.revision}/${retryCount}${link === undefined ? '' : ' replayed'}`)
        const action = link !== undefined ? undefined : (['retry', 'skip', 'park'] as const)[Number(event?.revision)]
        if (action === undefined) void consumer.subscription.ack(delivered)
        else void consumer.subscription.nack(action, 'a reason', delivered)
      },
    )
    await consumer.count(5)
    expect([...seen].sort()).toEqual(['0/0', '0/1', '0/2', '1/0', '2/0'])
    const parkedCount = async () =>
      (await node.client.getPersistentSubscriptionToStreamInfo('nacks', 'g')).stats.parkedMessageCount
    await until(async () => (await parkedCount()) === 2n)
    const parked = await collect(node.client.readStream('$persistentsubscription-nacks::g-parked'))
    expect(parked.map(({ event }) => Buffer.from(event?.data as Uint8Array).toString())).toEqual(['2@nacks', '0@nacks'])
    expect(parked.map(({ event }) => (event!.metadata as { reason: string }).reason)).toEqual([
      'a reason',
      'Reached retry count of 2',
    ])
    await node.client.replayParkedMessagesToStream('nacks', 'g')
    await consumer.count(7)
    expect(seen.slice(5)).toEqual(['2/0 replayed', '0/0 replayed'])
    expect(await parkedCount()).toBe(0n)
    await until(
      async () =>
        (await node.client.getStreamMetadata('$persistentsubscription-nacks::g-parked')).metadata?.truncateBefore === 2,
    )
    await consumer.stop()
  })

  test('a replay stops where it is told; with nothing parked it succeeds', async () => {
    await node.client.createPersistentSubscriptionToStream('stop-at', 'g', streamSettings({ startFrom: START }))
    await node.client.replayParkedMessagesToStream('stop-at', 'g')
    await node.client.appendToStream('stop-at', testEvents(6))
    const consumer = new TestConsumer(
      node.client.subscribeToPersistentSubscriptionToStream('stop-at', 'g'),
      (event) => {
        if (event.link === undefined) void consumer.subscription.nack('park', 'later', event)
        else void consumer.subscription.ack(event)
      },
    )
    await consumer.count(6)
    const info = () => node.client.getPersistentSubscriptionToStreamInfo('stop-at', 'g')
    await until(async () => (await info()).stats.parkedMessageCount === 6n)
    await node.client.replayParkedMessagesToStream('stop-at', 'g', { stopAt: 4 })
    await consumer.count(10)
    expect(consumer.delivered.slice(6).map(({ event }) => Number(event?.revision))).toEqual([0, 1, 2, 3])
    expect((await info()).stats.parkedMessageCount).toBe(2n)
    await consumer.stop()
  })

  test('a message that times out is sent again', async () => {
    const settings = streamSettings({ startFrom: START, messageTimeout: 100 })
    await node.client.createPersistentSubscriptionToStream('timeouts', 'g', settings)
    await node.client.appendToStream('timeouts', testEvents(1))
    const consumer = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('timeouts', 'g'))
    const [first, second] = await consumer.count(2)
    expect([first?.retryCount, second?.retryCount]).toEqual([0, 1])
    await consumer.stop()
  })

  test('what a lost consumer held goes to another, in order', async () => {
    await node.client.createPersistentSubscriptionToStream('lost', 'g', streamSettings({ startFrom: START }))
    await node.client.appendToStream('lost', testEvents(3))
    const first = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('lost', 'g'))
    await first.count(3)
    const second = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('lost', 'g'), ackAll)
    await first.stop()
    await second.count(3)
    expect(second.revisions).toEqual([0, 1, 2])
    expect(second.delivered.map(({ retryCount }) => retryCount)).toEqual([1, 1, 1])
    await second.stop()
  })

  test.each([
    ['RoundRobin', [3, 3]],
    ['DispatchToSingle', [6, 0]],
  ] as const)('%s shares messages out', async (strategy, expected) => {
    const stream = `shared-${strategy}`
    const settings = streamSettings({ startFrom: START, consumerStrategyName: strategy })
    await node.client.createPersistentSubscriptionToStream(stream, 'g', settings)
    const connected = async (count: number) =>
      until(
        async () => (await node.client.getPersistentSubscriptionToStreamInfo(stream, 'g')).connections.length === count,
      )
    const consumers: TestConsumer[] = []
    for (let count = 1; count <= 2; count++) {
      consumers.push(new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream(stream, 'g')))
      await connected(count)
    }
    await node.client.appendToStream(stream, testEvents(6))
    await Promise.all(consumers.map((consumer, index) => consumer.count(expected[index]!)))
    expect(consumers.map(({ delivered }) => delivered.length)).toEqual(expected)
    for (const consumer of consumers) await consumer.stop()
  })

  test('Pinned keeps the events of a stream at one consumer', async () => {
    const filter = eventTypeFilter({ prefixes: ['pinned'] })
    await node.client.createPersistentSubscriptionToAll(
      'pinned',
      allSettings({ startFrom: END, consumerStrategyName: 'Pinned' }),
      { filter },
    )
    const consumers = [0, 1, 2].map(
      () => new TestConsumer(node.client.subscribeToPersistentSubscriptionToAll('pinned'), ackAll as never),
    )
    await until(async () => (await node.client.getPersistentSubscriptionToAllInfo('pinned')).connections.length === 3)
    for (let round = 0; round < 5; round++) {
      for (let stream = 0; stream < 12; stream++)
        await node.client.appendToStream(`pinned-${stream}`, testEvents(1, 'pinned'))
    }
    await until(async () => consumers.reduce((sum, { delivered }) => sum + delivered.length, 0) === 60)
    const streams = consumers.map(({ delivered }) => new Set(delivered.map(({ event }) => event?.streamId)))
    expect(streams.reduce((sum, { size }) => sum + size, 0)).toBe(12)
    expect(streams.every(({ size }) => size > 0)).toBe(true)
    for (const consumer of consumers) await consumer.stop()
  })

  test('links are resolved if asked, acknowledged by the link', async () => {
    await node.client.appendToStream('linked-to', testEvents(2))
    await node.client.appendToStream('linking', [
      binaryEvent({ type: '$>', data: Buffer.from('1@linked-to') }),
      jsonEvent({ type: 'plain', data: {} }),
    ])
    const settings = streamSettings({ startFrom: START, resolveLinkTos: true })
    await node.client.createPersistentSubscriptionToStream('linking', 'g', settings)
    const consumer = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('linking', 'g'), ackAll)
    const [resolved, plain] = await consumer.count(2)
    expect([resolved?.event?.streamId, resolved?.event?.revision, resolved?.link?.streamId]).toEqual([
      'linked-to',
      1n,
      'linking',
    ])
    expect(plain?.link).toBeUndefined()
    const inFlight = async () =>
      (await node.client.getPersistentSubscriptionToStreamInfo('linking', 'g')).stats.totalInFlightMessages
    await until(async () => (await inFlight()) === 0)
    await consumer.stop()
  })

  test('§7.4 extra statistics appear when asked for and something was settled', async () => {
    const settings = streamSettings({ startFrom: START, extraStatistics: true })
    await node.client.createPersistentSubscriptionToStream('measured', 'g', settings)
    await node.client.appendToStream('measured', testEvents(2))
    const consumer = new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream('measured', 'g'), ackAll)
    await consumer.count(2)
    const statistics = async () =>
      (await node.client.getPersistentSubscriptionToStreamInfo('measured', 'g')).connections[0]?.extraStatistics
    await until(async () => (await statistics()) !== undefined)
    expect([...(await statistics())!.keys()]).toEqual(
      expect.arrayContaining(['mean', 'median', 'highest', '99.9%', 'quintile 5']),
    )
    await consumer.stop()
  })
})
