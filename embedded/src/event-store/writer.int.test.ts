import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { any, noStream } from './expected-revision.ts'
import { EventLog } from './storage/event-log.ts'
import type { WriteCommand, WriteOutcome } from './write-command.ts'
import { freshId, WriteGroup } from './write-group.ts'
import { Writer } from './writer.ts'

let directory: string
let log: EventLog
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'event-store-writer-'))
  log = new EventLog(directory, { flush: true })
})
afterEach(async () => {
  await log.close()
  rmSync(directory, { recursive: true, force: true })
})

const append = (stream: string, count: number, expected = any): WriteCommand => ({
  kind: 'append',
  stream,
  expected,
  events: Array.from({ length: count }, () => ({
    id: freshId(),
    type: 't',
    isJson: true,
    data: Buffer.from('{}'),
    metadata: Buffer.alloc(0),
  })),
})

test('§11.3 commands of one turn share one transaction, each seeing the ones before it', async () => {
  const groups: number[] = []
  const writer = new Writer(log, (group) => groups.push(group.records.length))
  const outcomes = await Promise.all([
    writer.write(append('s', 2, noStream)),
    writer.write(append('s', 1, noStream)),
    writer.write(append('s', 1)),
    writer.write({ kind: 'tombstone', stream: 's', expected: any }),
    writer.write(append('s', 1)),
  ])
  expect(outcomes).toEqual([
    { kind: 'written', revision: 1, position: 2 },
    { kind: 'wrong-expected-version', actual: 1 },
    { kind: 'written', revision: 2, position: 3 },
    { kind: 'written', revision: 2, position: 4 },
    { kind: 'stream-deleted' },
  ])
  expect(groups).toEqual([4])
})

test('§11.3 created stays where it was when the clock goes back', async () => {
  let nowMs = 5000
  const writer = new Writer(log, () => {}, { now: () => nowMs })
  await writer.write(append('s', 1))
  nowMs = 1000
  await writer.write(append('s', 1))
  nowMs = 6000
  await writer.write(append('s', 1))
  expect([1, 2, 3].map((position) => log.record(position).createdMs)).toEqual([5000, 5000, 6000])
})

test('§4.6 a command whose deadline passes in the queue is not written', async () => {
  const writer = new Writer(log, () => {}, { now: () => 1000 })
  const outcome = await new Promise<WriteOutcome | undefined>((resolve) =>
    writer.submit(append('s', 1), (_error, done) => resolve(done), 999),
  )
  expect(outcome).toEqual({ kind: 'timeout' })
  expect(log.head('s')).toBeUndefined()
})

test('a stopped writer finishes what it has and takes nothing more', async () => {
  const writer = new Writer(log, () => {})
  const accepted = writer.write(append('s', 1))
  const stopped = writer.stop()
  await expect(writer.write(append('s', 1))).rejects.toMatchObject({ reason: 'shutdown' })
  await stopped
  expect(await accepted).toMatchObject({ kind: 'written' })
})

test('a command that fails half done takes nothing to the disk and ends all writing', async () => {
  const writer = new Writer(log, () => {})
  await writer.write(append('s', 1))
  const broken = append('s', 2)
  if (broken.kind === 'append') Object.defineProperty(broken.events[1], 'data', { get: () => null })
  const results = await Promise.allSettled([
    writer.write(append('s', 1)),
    writer.write(broken),
    writer.write(append('s', 1)),
  ])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(log.lastPosition).toBe(1)
  expect(writer.failure?.reason).toBe('failure')
})

test('a group decides without touching the log', async () => {
  const group = new WriteGroup(log, 1000)
  expect(group.apply(append('s', 3))).toEqual({ kind: 'written', revision: 2, position: 3 })
  expect(log.lastPosition).toBe(0)
  await log.commit(group)
  expect([log.lastPosition, log.head('s')?.last]).toEqual([3, 2])
})
