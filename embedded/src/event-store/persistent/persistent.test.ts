import { describe, expect, test } from '@jest/globals'
import type { StoredRecord } from '../storage/record.ts'
import { type Connection, Consumer } from './consumer.ts'
import type { Message } from './message.ts'
import { RetryQueue } from './retry-queue.ts'
import { routingOf } from './routing.ts'
import { checkSettings, type GroupSettings, groupKey } from './settings.ts'
import { LatencyStatistics, RateStatistics } from './statistics.ts'
import { consumerStrategy, type Routing } from './strategies.ts'

const message = (sequence: number, isReplay = false, id = `id-${sequence}`): Message => ({
  record: {} as StoredRecord,
  sequence,
  isReplay,
  id,
  retryCount: 0,
})

function consumer(bufferSize = 2, isBlocked = () => false): Consumer {
  const connection: Connection = {
    peer: '',
    userName: '',
    connectionName: '',
    send: () => {},
    isBlocked,
    drop: () => {},
    fail: () => {},
  }
  return new Consumer(connection, bufferSize, 0)
}

test('§7.2 retries go out in log order, replays behind them in theirs', () => {
  const queue = new RetryQueue()
  const replays = [message(5, true), message(1, true)]
  for (const entry of [message(3), replays[0]!, message(1), replays[1]!, message(2)]) queue.add(entry)
  expect([...queue].map(({ sequence, isReplay }) => `${sequence}${isReplay ? 'r' : ''}`)).toEqual([
    '1',
    '2',
    '3',
    '1r',
    '5r',
  ])
  expect(queue.lowestSequence()).toBe(1)
  queue.remove(replays[0]!)
  expect(queue.size).toBe(4)
})

describe('a consumer', () => {
  test('has slots until they are used, and again when messages are settled', () => {
    const one = consumer(2)
    one.push(message(1), 0)
    one.push(message(2), 0)
    expect([one.canTake, one.availableSlots, one.inFlightCount]).toEqual([false, 0, 2])
    expect(one.settle('unknown', 0)).toBeUndefined()
    expect(one.settle('id-1', 0)?.sequence).toBe(1)
    expect([one.canTake, one.lowestSequence()]).toEqual([true, 2])
  })

  test('takes nothing while its client does not read', () => {
    expect(consumer(2, () => true).canTake).toBe(false)
  })

  test('tells apart messages of the same id', () => {
    const one = consumer(3)
    one.push(message(1, false, 'same'), 0)
    one.push(message(2, false, 'same'), 0)
    expect([one.settle('same', 0)?.sequence, one.settle('same', 0)?.sequence]).toEqual([1, 2])
    expect(one.settle('same', 0)).toBeUndefined()
  })

  test('gives up what is too old, oldest first', () => {
    const one = consumer(9)
    for (const sentAtMs of [10, 20, 30]) one.push(message(sentAtMs), sentAtMs)
    expect(one.takeOlderThan(25).map(({ sequence }) => sequence)).toEqual([10, 20])
    expect(one.takeAll().map(({ sequence }) => sequence)).toEqual([30])
    expect(one.inFlightCount).toBe(0)
  })

  test('replays do not hold up the checkpoint', () => {
    const one = consumer(9)
    one.push(message(1, true), 0)
    expect(one.lowestSequence()).toBeUndefined()
  })
})

describe('§7.2 strategies', () => {
  const routing = (stream: string, correlation?: string): Routing => ({ stream, correlationId: () => correlation })

  test('RoundRobin takes turns and steps over the full ones', () => {
    const strategy = consumerStrategy('RoundRobin')
    const [full, ...free] = [consumer(1), consumer(9), consumer(9)] as const
    full.push(message(1), 0)
    const chosen = Array.from({ length: 4 }, () => strategy.choose([full, ...free], routing('s')))
    expect(chosen.map((choice) => free.indexOf(choice as Consumer))).toEqual([0, 1, 0, 1])
    expect(strategy.choose([full], routing('s'))).toBe('full')
  })

  test('DispatchToSingle stays until the slots are gone', () => {
    const strategy = consumerStrategy('DispatchToSingle')
    const [first, second] = [consumer(1), consumer(1)]
    expect(strategy.choose([first, second], routing('s'))).toBe(first)
    first.push(message(1), 0)
    expect(strategy.choose([first, second], routing('s'))).toBe(second)
  })

  test.each(['Pinned', 'PinnedByCorrelation'] as const)(
    '%s keeps a stream at its consumer, or lets it wait',
    (name) => {
      const strategy = consumerStrategy(name)
      const consumers = [consumer(1), consumer(1)]
      for (const one of consumers) strategy.added(one)
      const owner = strategy.choose(consumers, routing('s')) as Consumer
      owner.push(message(1), 0)
      expect(strategy.choose(consumers, routing('s'))).toBe('skip')
      strategy.removed(owner)
      const rest = consumers.filter((one) => one !== owner)
      expect(strategy.choose(rest, routing('s'))).toBe(rest[0])
    },
  )

  test('PinnedByCorrelation follows the correlation, not the stream', () => {
    const strategy = consumerStrategy('PinnedByCorrelation')
    const consumers = [consumer(99), consumer(99), consumer(99)]
    for (const one of consumers) strategy.added(one)
    const owners = ['a', 'b', 'c', 'd'].map((stream) => strategy.choose(consumers, routing(stream, 'same')))
    expect(new Set(owners).size).toBe(1)
  })

  test('Pinned gives a newcomer its share', () => {
    const strategy = consumerStrategy('Pinned')
    const [first, second] = [consumer(999), consumer(999)]
    strategy.added(first)
    const streams = Array.from({ length: 100 }, (_, index) => `stream-${index}`)
    for (const stream of streams) strategy.choose([first], routing(stream))
    strategy.added(second)
    const owners = streams.map((stream) => strategy.choose([first, second], routing(stream)))
    const share = owners.filter((owner) => owner === second).length
    expect(share).toBeGreaterThan(30)
    expect(share).toBeLessThan(70)
  })
})

test('§7.4 statistics', () => {
  const latency = new LatencyStatistics()
  expect(latency.measurements()).toEqual([])
  for (let ms = 1; ms <= 100; ms++) latency.add(ms)
  expect(Object.fromEntries(latency.measurements())).toMatchObject({
    Mean: 51,
    Median: 50,
    Fastest: 1,
    '90%': 90,
    Highest: 100,
  })
  const rate = new RateStatistics(0)
  for (let count = 0; count < 10; count++) rate.add()
  expect([rate.averagePerSecond(2000), rate.sinceLastMeasurement(), rate.sinceLastMeasurement()]).toEqual([5, 10, 0])
})

test('§7.1 settings that no group can have', () => {
  const settings: GroupSettings = {
    resolveLinks: false,
    extraStatistics: false,
    messageTimeoutMs: 30_000,
    maxRetryCount: 10,
    checkpointAfterMs: 2000,
    minCheckpointCount: 10,
    maxCheckpointCount: 1000,
    maxSubscriberCount: 0,
    liveBufferSize: 500,
    readBatchSize: 20,
    historyBufferSize: 500,
    strategy: 'RoundRobin',
  }
  expect(checkSettings(settings)).toBeUndefined()
  expect(checkSettings({ ...settings, readBatchSize: 500 })).toContain('batch size')
  expect(checkSettings({ ...settings, maxRetryCount: -1 })).toContain('not negative')
  expect(checkSettings({ ...settings, strategy: 'Nobody' as never })).toContain('does not exist')
  expect([groupKey({ stream: 's', group: 'g' }), groupKey({ stream: undefined, group: 'g' })]).toEqual([
    's::g',
    '$all::g',
  ])
})

describe('§7.2 what pins a message', () => {
  const routed = (record: { stream: string; isLink?: boolean; data?: string; metadata?: string }) => {
    const { stream, isLink = false, data = '', metadata = '' } = record
    const stored = { stream, isLink, data: Buffer.from(data), metadata: Buffer.from(metadata) } as StoredRecord
    const { stream: routedBy, correlationId } = routingOf({ ...message(1), record: stored })
    return [routedBy, correlationId()]
  }

  test.each([
    ['its stream', { stream: 's' }, ['s', undefined]],
    ['of a link, the stream of its target', { stream: 's', isLink: true, data: '3@target' }, ['target', undefined]],
    ['of a broken link, its own stream', { stream: 's', isLink: true, data: 'x' }, ['s', undefined]],
    ['its correlation', { stream: 's', metadata: '{"$correlationId":"c"}' }, ['s', 'c']],
    ['no correlation that is no text', { stream: 's', metadata: '{"$correlationId":7}' }, ['s', undefined]],
    ['no correlation in broken metadata', { stream: 's', metadata: '{' }, ['s', undefined]],
  ])('%s', (_name, record, expected) => {
    expect(routed(record)).toEqual(expected)
  })
})
