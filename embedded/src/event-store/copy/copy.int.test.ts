import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type EventStore, startEventStore } from '../event-store.ts'
import { collect, failureOf, startTestNode, type TestNode, testEvents } from '../testing/test-node.ts'
import { copyEventStore } from './copy-event-store.ts'

let source: TestNode
let target: EventStore
let there: EventStoreDBClient
beforeEach(async () => {
  source = await startTestNode()
  target = await startEventStore({ inMemory: true })
  there = EventStoreDBClient.connectionString(target.connectionString)
})
afterEach(async () => {
  await there.dispose()
  await target.stop()
  await source.stop()
})

async function copy(options: { keepTimes?: boolean; onProgress?: () => void } = {}) {
  const { keepTimes = false, onProgress = () => {} } = options
  return copyEventStore({ dataDir: source.dataDir, to: target.connectionString, keepTimes, onProgress })
}

async function fill(): Promise<void> {
  const { client } = source
  for (let round = 0; round < 20; round++) {
    await client.appendToStream(`copied-${round % 4}`, testEvents(1 + (round % 3)))
  }
  await client.appendToStream('exact', [
    jsonEvent({ type: 'json', data: { text: 'ü' }, metadata: { who: 'me' } }),
    binaryEvent({ type: 'binary', data: Buffer.from([0, 255]), metadata: Buffer.from([1]) }),
  ])
  await client.setStreamMetadata('copied-1', { maxCount: 2, team: 'hr' })
  await client.deleteStream('copied-2')
  await client.appendToStream('copied-3', testEvents(1))
  await client.deleteStream('copied-3')
  await client.appendToStream('copied-3', testEvents(2))
  await client.tombstoneStream('copied-0')
}

const events = async (client: EventStoreDBClient, stream: string) =>
  (await collect(client.readStream(stream))).map(({ event }) => {
    const { created: _created, position: _position, ...rest } = event!
    return rest
  })

describe('a copy', () => {
  test('shows readers there what they saw here', async () => {
    await fill()
    const expected = {
      exact: await events(source.client, 'exact'),
      'copied-1': await events(source.client, 'copied-1'),
      'copied-3': await events(source.client, 'copied-3'),
    }
    await source.stopNode()
    expect(await copy()).toMatchObject({ differences: [], streams: 5 })
    for (const [stream, content] of Object.entries(expected)) expect(await events(there, stream)).toEqual(content)
    expect((await there.getStreamMetadata('copied-1')).metadata).toEqual({ maxCount: 2, team: 'hr' })
    expect((await failureOf(collect(there.readStream('copied-0')))).type).toBe('stream-deleted')
    expect((await failureOf(collect(there.readStream('copied-2')))).type).toBe('stream-not-found')
  })

  test('goes on where it was interrupted, and repeats nothing', async () => {
    await fill()
    await source.stopNode()
    for (let stopAfter = 1; stopAfter < 8; stopAfter += 3) {
      let calls = 0
      const interrupt = (): void => {
        if (++calls === stopAfter) throw new Error('interrupted')
      }
      expect((await failureOf(copy({ onProgress: interrupt }))).message).toBe('interrupted')
    }
    expect(await copy()).toMatchObject({ differences: [] })
    expect(await copy()).toMatchObject({ copied: 0, differences: [] })
  })

  test('keeps times in the metadata if asked', async () => {
    await source.client.appendToStream('timed', [jsonEvent({ type: 't', data: {}, metadata: { a: 1 } })])
    const [original] = await collect(source.client.readStream('timed'))
    await source.stopNode()
    await copy({ keepTimes: true })
    const [copied] = await collect(there.readStream('timed'))
    expect(copied?.event?.metadata).toEqual({ a: 1, $originalCreated: original?.event?.created.toISOString() })
  })

  test('does not mix with other events there, and says when the two differ', async () => {
    await source.client.appendToStream('taken', testEvents(1))
    await there.appendToStream('taken', testEvents(1))
    await source.stopNode()
    expect((await failureOf(copy())).type).toBe('wrong-expected-version')
  })

  test('notices what was added there', async () => {
    await source.client.appendToStream('added', testEvents(1))
    await source.stopNode()
    await copy()
    await there.appendToStream('added', testEvents(1))
    expect((await copy()).differences).toEqual(["Stream 'added': has more events there than the 1 here."])
  })
})
