import { BACKWARDS, binaryEvent, END, FORWARDS, jsonEvent, type ResolvedEvent, START } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { collect, failureOf, startTestNode, type TestNode, testEvents } from './testing/test-node.ts'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node.stop())

const revisions = (events: ResolvedEvent[]): number[] => events.map(({ event }) => Number(event?.revision))

describe('§6.2 ranges of a stream', () => {
  beforeAll(async () => {
    await node.client.appendToStream('range', testEvents(300))
  })

  test.each([
    ['forwards from start', { direction: FORWARDS, fromRevision: START, maxCount: 3 }, [0, 1, 2]],
    ['forwards from a revision, inclusive', { direction: FORWARDS, fromRevision: 298n }, [298, 299]],
    ['forwards from behind the end', { direction: FORWARDS, fromRevision: 300n }, []],
    ['forwards from end', { direction: FORWARDS, fromRevision: END }, []],
    ['backwards from end', { direction: BACKWARDS, fromRevision: END, maxCount: 2 }, [299, 298]],
    ['backwards from a revision, inclusive', { direction: BACKWARDS, fromRevision: 1n }, [1, 0]],
    ['backwards from start', { direction: BACKWARDS, fromRevision: START }, [0]],
    ['backwards from behind the end', { direction: BACKWARDS, fromRevision: 9999n, maxCount: 1 }, [299]],
  ] as const)('%s', async (_name, options, expected) => {
    expect(revisions(await collect(node.client.readStream('range', options)))).toEqual(expected)
  })

  test('more events than a page', async () => {
    expect(revisions(await collect(node.client.readStream('range')))).toEqual(Array.from({ length: 300 }, (_, i) => i))
  })
})

describe('§6.2 ranges of $all', () => {
  test('forwards is inclusive, backwards exclusive of the position', async () => {
    const { position } = await node.client.appendToStream('all-range', testEvents(1))
    const fromPosition = position!
    const [forwards] = await collect(node.client.readAll({ fromPosition, maxCount: 1 }))
    const [backwards] = await collect(node.client.readAll({ direction: BACKWARDS, fromPosition, maxCount: 1 }))
    expect(forwards?.event?.position).toEqual(position)
    expect(backwards?.event?.position?.commit).toBe(fromPosition.commit - 1n)
  })

  test('forwards from end and backwards from start are empty', async () => {
    expect(await collect(node.client.readAll({ fromPosition: END }))).toEqual([])
    expect(await collect(node.client.readAll({ direction: BACKWARDS, fromPosition: START }))).toEqual([])
  })

  test('both directions hold the same events, positions strictly increasing', async () => {
    const forwards = await collect(node.client.readAll())
    const backwards = await collect(node.client.readAll({ direction: BACKWARDS, fromPosition: END }))
    expect(backwards.reverse()).toEqual(forwards)
    const positions = forwards.map(({ event }) => event!.position!.commit)
    expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)))
    expect(new Set(positions).size).toBe(positions.length)
  })

  test('§6.4 begins with system events', async () => {
    const [first, second] = await collect(node.client.readAll({ maxCount: 2 }))
    for (const resolved of [first, second]) {
      expect(resolved?.event?.streamId).toMatch(/^\$/)
      expect(resolved?.event?.type).toMatch(/^\$/)
    }
  })
})

test('§4.1 events come back as they were written', async () => {
  const json = jsonEvent({ type: 'json ü', data: { text: 'ä€😀' }, metadata: { who: 'me' } })
  const binary = binaryEvent({ type: 'binary', data: Buffer.from([0, 1, 255]), metadata: Buffer.from([7, 0]) })
  const stream = 'Ünïcode/stream 😀\u0001'
  const before = Date.now()
  await node.client.appendToStream(stream, [json, binary])
  const [first, second] = await collect(node.client.readStream(stream))
  const { contentType: _, ...written } = json
  expect(first?.event).toMatchObject({ ...written, streamId: stream, isJson: true, revision: 0n })
  expect(second?.event).toMatchObject({ id: binary.id, type: 'binary', isJson: false, revision: 1n })
  expect([...(second!.event!.data as Uint8Array)]).toEqual([0, 1, 255])
  expect([...(second!.event!.metadata as Uint8Array)]).toEqual([7, 0])
  const created = first!.event!.created.getTime()
  expect(created).toBeGreaterThanOrEqual(before)
  expect(created).toBeLessThanOrEqual(Date.now())
})

test('§11.1 stream names of any length', async () => {
  const names = ['x'.repeat(1024), 'x'.repeat(1025), 'y'.repeat(50_000)]
  for (const name of names) await node.client.appendToStream(name, testEvents(1))
  for (const name of names) {
    const [only, ...others] = await collect(node.client.readStream(name))
    expect(only?.event?.streamId).toBe(name)
    expect(others).toEqual([])
  }
})

test('§6.3 a stream never written is not found', async () => {
  expect(await failureOf(collect(node.client.readStream('never')))).toMatchObject({
    type: 'stream-not-found',
    streamName: 'never',
  })
})

describe('§6.2 links', () => {
  const link = (payload: string) => binaryEvent({ type: '$>', data: Buffer.from(payload) })

  test('resolve to their target, to nothing when it is gone, and stay plain without the option', async () => {
    await node.client.appendToStream('target@1', testEvents(3))
    await node.client.appendToStream('links', [
      link('2@target@1'),
      link('9@target@1'),
      link('0@gone'),
      link('nonsense'),
    ])
    const resolved = await collect(node.client.readStream('links', { resolveLinkTos: true }))
    expect(resolved.map(({ event, link }) => [event?.streamId, event?.revision, link?.revision])).toEqual([
      ['target@1', 2n, 0n],
      [undefined, undefined, 1n],
      [undefined, undefined, 2n],
      ['links', 3n, undefined],
    ])
    const plain = await collect(node.client.readStream('links'))
    expect(plain.map(({ event, link }) => [event?.type, link])).toEqual(plain.map(() => ['$>', undefined]))
  })

  test('do not resolve to truncated or deleted events', async () => {
    await node.client.appendToStream('target-2', testEvents(2))
    await node.client.appendToStream('target-3', testEvents(1))
    await node.client.appendToStream('links-2', [link('0@target-2'), link('1@target-2'), link('0@target-3')])
    await node.client.setStreamMetadata('target-2', { truncateBefore: 1 })
    await node.client.deleteStream('target-3')
    const resolved = await collect(node.client.readStream('links-2', { resolveLinkTos: true }))
    expect(resolved.map(({ event }) => event?.revision)).toEqual([undefined, 1n, undefined])
  })
})

describe('§5 stream state', () => {
  test('§5.1 $maxCount and $tb hide events of the stream, never of $all', async () => {
    await node.client.appendToStream('truncated', testEvents(10, 'truncated'))
    await node.client.setStreamMetadata('truncated', { maxCount: 4 })
    expect(revisions(await collect(node.client.readStream('truncated')))).toEqual([6, 7, 8, 9])
    await node.client.setStreamMetadata('truncated', { maxCount: 4, truncateBefore: 8 })
    expect(revisions(await collect(node.client.readStream('truncated')))).toEqual([8, 9])
    expect(
      revisions(await collect(node.client.readStream('truncated', { direction: BACKWARDS, fromRevision: END }))),
    ).toEqual([9, 8])
    await node.client.setStreamMetadata('truncated', { truncateBefore: 10 })
    expect(await collect(node.client.readStream('truncated'))).toEqual([])
    const all = await collect(node.client.readAll())
    expect(all.filter(({ event }) => event?.type === 'truncated')).toHaveLength(10)
  })

  test('§5.1 $maxAge hides old events only', async () => {
    await node.client.appendToStream('aged', testEvents(3))
    await node.client.setStreamMetadata('aged', { maxAge: 3600 })
    expect(await collect(node.client.readStream('aged'))).toHaveLength(3)
  })

  test('§5.1 a metadata stream shows its newest event; metadata round-trips', async () => {
    await node.client.setStreamMetadata('described', { maxCount: 1 })
    await node.client.setStreamMetadata('described', { maxCount: 2, team: 'hr', acl: { readRoles: ['$all'] } })
    expect(revisions(await collect(node.client.readStream('$$described')))).toEqual([1])
    expect((await node.client.getStreamMetadata('described')).metadata).toEqual({
      maxCount: 2,
      team: 'hr',
      acl: { readRoles: ['$all'] },
    })
  })

  test('§5.2 a soft-deleted stream is not found and is re-created where it ended', async () => {
    await node.client.appendToStream('deleted', testEvents(3))
    await node.client.setStreamMetadata('deleted', { team: 'hr' })
    await node.client.deleteStream('deleted', { expectedRevision: 2n })
    expect((await failureOf(collect(node.client.readStream('deleted')))).type).toBe('stream-not-found')
    expect(
      (await failureOf(node.client.appendToStream('deleted', testEvents(1), { expectedRevision: 'stream_exists' })))
        .type,
    ).toBe('stream-deleted')
    await node.client.deleteStream('deleted')
    const again = await node.client.appendToStream('deleted', testEvents(2), { expectedRevision: 'no_stream' })
    expect(again.nextExpectedRevision).toBe(4n)
    const events = await collect(node.client.readStream('deleted'))
    expect(revisions(events)).toEqual([3, 4])
    expect(events[1]?.event?.position).toEqual(again.position)
    expect((await node.client.getStreamMetadata('deleted')).metadata).toEqual({ truncateBefore: 3 })
  })

  test('§5.2 metadata set on a soft-deleted stream makes it exist, empty', async () => {
    await node.client.appendToStream('revived', testEvents(2))
    await node.client.deleteStream('revived')
    await node.client.setStreamMetadata('revived', { team: 'hr' })
    expect(await collect(node.client.readStream('revived'))).toEqual([])
    expect((await node.client.getStreamMetadata('revived')).metadata).toEqual({ team: 'hr', truncateBefore: 2 })
  })

  test('§5.2 a stream without events and metadata cannot be deleted; with metadata only it can', async () => {
    expect(await failureOf(node.client.deleteStream('never-there'))).toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 'no_stream',
    })
    await node.client.setStreamMetadata('metadata-only', { team: 'hr' })
    await node.client.deleteStream('metadata-only', { expectedRevision: 'no_stream' })
  })

  test('§5.3 a tombstone is final, for the metadata stream too, and seen in $all', async () => {
    await node.client.appendToStream('buried', testEvents(2))
    const { position } = await node.client.tombstoneStream('buried')
    for (const attempt of [
      collect(node.client.readStream('buried')),
      collect(node.client.readStream('$$buried')),
      node.client.appendToStream('buried', testEvents(1)),
      node.client.setStreamMetadata('buried', {}),
      node.client.deleteStream('buried'),
      node.client.tombstoneStream('buried'),
    ]) {
      expect((await failureOf(attempt)).type).toBe('stream-deleted')
    }
    const [tombstone] = await collect(node.client.readAll({ fromPosition: position!, maxCount: 1 }))
    expect(tombstone?.event).toMatchObject({
      type: '$streamDeleted',
      streamId: 'buried',
      isJson: false,
      revision: 9_223_372_036_854_775_807n,
    })
    await node.client.tombstoneStream('never-written', { expectedRevision: 'no_stream' })
  })
})

test('everything is still there after a restart', async () => {
  const before = await collect(node.client.readAll())
  await node.restart()
  expect(await collect(node.client.readAll())).toEqual(before)
})
