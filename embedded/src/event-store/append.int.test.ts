import { ANY, jsonEvent, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { collect, failureOf, startTestNode, type TestNode, testEvents } from './testing/test-node.ts'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node.stop())

/** §2: call credentials select the classic `Append` RPC, none the shared `BatchAppend`. */
describe.each([
  ['BatchAppend', {}],
  ['Append', { credentials: { username: 'admin', password: 'changeit' } }],
])('%s', (rpc, options) => {
  test('§4.5 answers with the last revision and the position later read for that event', async () => {
    const stream = `positions-${rpc}`
    const result = await node.client.appendToStream(stream, testEvents(3), { expectedRevision: NO_STREAM, ...options })
    const [, , last] = await collect(node.client.readStream(stream))
    expect(result).toEqual({ success: true, nextExpectedRevision: 2n, position: last?.event?.position })
  })

  test('§4.2 refuses another expected revision and writes nothing', async () => {
    const stream = `expected-${rpc}`
    const append = (expectedRevision: typeof ANY | typeof NO_STREAM | typeof STREAM_EXISTS | bigint) =>
      node.client.appendToStream(stream, testEvents(1), { expectedRevision, ...options })
    expect(await failureOf(append(STREAM_EXISTS))).toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 'no_stream',
    })
    expect(await failureOf(append(0n))).toMatchObject({ type: 'wrong-expected-version', expectedVersion: 0n })
    await append(NO_STREAM)
    expect(await failureOf(append(NO_STREAM))).toMatchObject({ type: 'wrong-expected-version', actualVersion: 0n })
    await append(0n)
    expect(await failureOf(append(0n))).toMatchObject({ expectedVersion: 0n, actualVersion: 1n })
    await append(STREAM_EXISTS)
    await append(ANY)
    expect(await collect(node.client.readStream(stream))).toHaveLength(4)
  })

  test('§4.3 recognises a retry by its ids and answers as it did the first time', async () => {
    const stream = `retry-${rpc}`
    const events = testEvents(2)
    const first = await node.client.appendToStream(stream, events, { expectedRevision: NO_STREAM, ...options })
    await node.client.appendToStream(stream, testEvents(1), options)
    expect(await node.client.appendToStream(stream, events, { expectedRevision: NO_STREAM, ...options })).toEqual(first)
    expect(await node.client.appendToStream(stream, events, { expectedRevision: ANY, ...options })).toEqual(first)
    expect(await collect(node.client.readStream(stream))).toHaveLength(3)
  })

  test('§4.1 refuses more data than the limit and names the limit', async () => {
    const event = jsonEvent({ type: 'big', data: { text: 'x'.repeat(1_048_576) } })
    const error = await failureOf(node.client.appendToStream(`big-${rpc}`, event, options))
    expect(error).toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576 })
  })

  test('§4.4 an empty append checks the revision and writes nothing', async () => {
    const stream = `empty-${rpc}`
    await node.client.appendToStream(stream, testEvents(2), options)
    expect(await node.client.appendToStream(stream, [], { expectedRevision: 1n, ...options })).toMatchObject({
      success: true,
      nextExpectedRevision: 1n,
    })
    expect(
      await failureOf(node.client.appendToStream(stream, [], { expectedRevision: NO_STREAM, ...options })),
    ).toMatchObject({ type: 'wrong-expected-version' })
    expect(await collect(node.client.readStream(stream))).toHaveLength(2)
  })

  test('§4.1 $all cannot be written', async () => {
    const error = await failureOf(node.client.appendToStream('$all', testEvents(1), options))
    expect(error.type).toBe('access-denied')
  })
})

test('§4.3 of an id that is stored twice the first one counts', async () => {
  const [first, second] = testEvents(2)
  const original = await node.client.appendToStream('twice', [first!])
  await node.client.appendToStream('twice', [second!, first!])
  expect(await collect(node.client.readStream('twice'))).toHaveLength(3)
  expect(await node.client.appendToStream('twice', [first!])).toEqual(original)
})

test('§4.3 a retry is recognised after a restart of the node', async () => {
  const events = testEvents(3)
  const first = await node.client.appendToStream('retry-restart', events)
  await node.restart()
  expect(await node.client.appendToStream('retry-restart', events)).toEqual(first)
  expect(await collect(node.client.readStream('retry-restart'))).toHaveLength(3)
})

test('§4.6 many appends interleave on one stream, each answered once', async () => {
  const results = await Promise.all(
    Array.from({ length: 2000 }, (_, index) => node.client.appendToStream(`many-${index % 10}`, testEvents(1))),
  )
  expect(new Set(results.map(({ position }) => position?.commit)).size).toBe(2000)
  expect(await collect(node.client.readStream('many-3'))).toHaveLength(200)
})

test('§4.6 pipelined appends with expected revisions are decided in order', async () => {
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      node.client.appendToStream('pipelined', testEvents(1), {
        expectedRevision: index === 0 ? NO_STREAM : BigInt(index - 1),
      }),
    ),
  )
  expect(results.map(({ nextExpectedRevision }) => nextExpectedRevision)).toEqual(
    results.map((_, index) => BigInt(index)),
  )
})
