import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import {
  BACKWARDS,
  END,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@eventstore/db-client'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startEventStore, verifyEventStore } from './event-store.ts'
import { collect, failureOf, startTestNode, type TestNode, testEvents } from './testing/test-node.ts'

let node: TestNode
beforeEach(async () => {
  node = await startTestNode()
})
afterEach(() => node.stop())

const victim = jsonEvent({ type: 'victim', data: { text: 'the quick brown fox' } })

/** Changes one byte of the stored text, as a failing disk would: every page that holds it, LMDB keeps old ones. */
function flip(dataDir: string, text: string): void {
  const file = join(dataDir, 'data.mdb')
  const bytes = readFileSync(file)
  let found = 0
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
    bytes[at] = bytes[at]! ^ 1
    found++
  }
  if (found === 0) throw new Error('The text is not in the file.')
  writeFileSync(file, bytes)
}

describe('a damaged record', () => {
  beforeEach(async () => {
    await node.client.appendToStream('sound', testEvents(3))
    await node.client.appendToStream('hurt', [...testEvents(1), victim, ...testEvents(1)])
    await node.restart(() => flip(node.dataDir, 'quick brown'))
  })

  test('is never served, by any read, and the error says so', async () => {
    for (const read of [
      collect(node.client.readStream('hurt')),
      collect(node.client.readStream('hurt', { direction: BACKWARDS, fromRevision: END })),
      collect(node.client.readAll()),
    ]) {
      expect((await failureOf(read)).message).toContain('is damaged: its checksum is wrong')
    }
  })

  test('does not keep the others from being served', async () => {
    expect(await collect(node.client.readStream('sound'))).toHaveLength(3)
    expect(await collect(node.client.readStream('hurt', { fromRevision: 2n }))).toHaveLength(1)
    await node.client.appendToStream('hurt', testEvents(1))
  })

  test('ends the consumers of a group, and not the node', async () => {
    const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START })
    await node.client.createPersistentSubscriptionToStream('hurt', 'g', settings)
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('hurt', 'g')
    const error = await new Promise<Error>((resolve) => consumer.on('error', resolve).resume())
    expect(error.message).toContain('is damaged')
    expect(await collect(node.client.readStream('sound'))).toHaveLength(3)
  })

  test('is found by --verify', async () => {
    await node.stopNode()
    const { problems } = await verifyEventStore(node.dataDir)
    expect(problems[0]).toMatch(/^The record at position \d+ is damaged/)
  })
})

test('a damaged head is refused', async () => {
  await node.client.appendToStream('a-name-that-is-nowhere-else', testEvents(1))
  await node.restart(() => flipHead(node.dataDir, 'a-name-that-is-nowhere-else'))
  expect((await failureOf(collect(node.client.readStream('a-name-that-is-nowhere-else')))).message).toContain('damaged')
})

/** Changes the last revision in every stored version of a stream's head, which ends with the name and begins with a CRC. */
function flipHead(dataDir: string, name: string): void {
  const file = join(dataDir, 'data.mdb')
  const bytes = readFileSync(file)
  const fixedSize = 64
  let found = 0
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) {
    const start = at - fixedSize
    if (crc32(bytes.subarray(start + 4, at + name.length)) !== bytes.readUInt32LE(start)) continue
    bytes[start + 20] = bytes[start + 20]! ^ 1
    found++
  }
  if (found === 0) throw new Error('The head is not in the file.')
  writeFileSync(file, bytes)
}

test('--verify finds nothing in a store with everything in it', async () => {
  const { client } = node
  for (let round = 0; round < 3; round++) {
    await client.appendToStream('s-1', testEvents(5))
    await client.appendToStream('s-1', [victim]) // written once: the id is known afterwards
    await client.setStreamMetadata('s-2', { maxCount: 3, round })
    await client.appendToStream('s-2', testEvents(5))
    await client.deleteStream('s-2')
  }
  await client.tombstoneStream('s-1')
  await client.tombstoneStream('s-3')
  await node.stopNode()
  const verification = await verifyEventStore(node.dataDir)
  expect(verification.problems).toEqual([])
  expect(verification.records).toBe(2 + 3 * 13 + 2)
})

test('--verify refuses a directory in use', async () => {
  expect((await failureOf(verifyEventStore(node.dataDir))).message).toContain('in use')
  const other = await startEventStore({ inMemory: true })
  await other.stop()
})
