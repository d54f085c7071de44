import { describe, expect, test } from '@jest/globals'
import { type AppendDecision, decideAppend, type StreamState } from './append-decision.ts'
import { any, type ExpectedRevision, noStream, streamExists } from './expected-revision.ts'

const id = (name: string): Buffer => Buffer.from(name.padEnd(16))
const at = (revision: number): ExpectedRevision => ({ kind: 'revision', revision: BigInt(revision) })

/** The decision for a stream that holds the events called `stored`. */
function decide(
  stored: string[],
  expected: ExpectedRevision,
  proposed: string[],
  state: Partial<StreamState> = {},
): AppendDecision {
  return decideAppend(
    { tombstoned: false, softDeleted: false, last: stored.length - 1, hasMetadata: () => false, ...state },
    expected,
    proposed.map(id),
    {
      revisionOf: (wanted) => {
        const revision = stored.findIndex((name) => id(name).equals(wanted))
        return revision === -1 ? undefined : revision
      },
      idAt: (revision) => id(stored[revision]!),
    },
  )
}

const write = { kind: 'write' }
const refused = { kind: 'wrong-expected-version' }
const deleted = { kind: 'stream-deleted' }
const retry = (revision: number) => ({ kind: 'retry', revision })

describe('§4.2', () => {
  test.each([any, streamExists, noStream, at(0)])('1. a tombstone wins over everything: %j', (expected) => {
    expect(decide(['a'], expected, ['b'], { tombstoned: true })).toEqual(deleted)
  })

  test('2. stream_exists: not on a soft-deleted stream, not without anything, but with metadata alone', () => {
    expect(decide(['a'], streamExists, ['b'], { softDeleted: true })).toEqual(deleted)
    expect(decide([], streamExists, ['b'])).toEqual(refused)
    expect(decide([], streamExists, ['b'], { hasMetadata: () => true })).toEqual(write)
  })

  test('3. any writes whatever the revision is', () => {
    expect(decide([], any, ['b'])).toEqual(write)
    expect(decide(['a'], any, ['b'], { softDeleted: true })).toEqual(write)
  })

  test('4. a number must be the last revision', () => {
    expect(decide(['a', 'b'], at(2), ['c'])).toEqual(refused)
    expect(decide(['a', 'b'], at(1), ['c'])).toEqual(write)
    expect(decide(['a', 'b'], at(0), ['c'])).toEqual(refused)
    expect(decide([], noStream, ['c'])).toEqual(write)
    expect(decide(['a'], noStream, ['c'])).toEqual(refused)
    expect(decide(['a'], at(0), ['c'], { softDeleted: true })).toEqual(write)
  })

  test('4. no_stream re-creates a soft-deleted stream, a stale number does not', () => {
    expect(decide(['a', 'b'], noStream, ['c'], { softDeleted: true })).toEqual(write)
    expect(decide(['a', 'b'], at(0), ['c'], { softDeleted: true })).toEqual(refused)
  })

  test('4. a number beyond 2^53 is compared exactly', () => {
    expect(decide(['a'], { kind: 'revision', revision: 2n ** 64n - 1n }, ['c'])).toEqual(refused)
  })
})

describe('§4.3 rule A', () => {
  test.each([
    ['first unknown, later known: written, duplicates and all', ['x', 'a'], write],
    ['all known, in any order and with gaps: a retry that ends where its last event is', ['c', 'a'], retry(0)],
    ['first known, a later one unknown', ['a', 'x'], refused],
    ['one known', ['b'], retry(1)],
  ] as const)('%s', (_name, proposed, expected) => {
    expect(decide(['a', 'b', 'c'], any, [...proposed])).toEqual(expected)
    expect(decide(['a', 'b', 'c'], streamExists, [...proposed])).toEqual(expected)
  })
})

describe('§4.3 rule B', () => {
  test.each([
    ['all match from the expected revision on', noStream, ['a', 'b', 'c'], retry(2)],
    ['any prefix matches', noStream, ['a', 'b'], retry(1)],
    ['behind a number', at(0), ['b', 'c'], retry(2)],
    ['first mismatch at the first event', at(0), ['x', 'c'], refused],
    ['mismatch later', noStream, ['a', 'x'], refused],
    ['more events than there are', at(1), ['c', 'd'], refused],
    ['known ids elsewhere do not count', at(0), ['a'], refused],
  ] as const)('%s', (_name, expectedRevision, proposed, expected) => {
    expect(decide(['a', 'b', 'c'], expectedRevision, [...proposed])).toEqual(expected)
  })

  test('also on deleted history', () => {
    expect(decide(['a', 'b'], noStream, ['a'], { softDeleted: true })).toEqual(retry(0))
    expect(decide(['a', 'b'], noStream, ['a', 'x'], { softDeleted: true })).toEqual(refused)
  })
})

test('§4.4 an empty append is checked like any other', () => {
  expect(decide(['a'], any, [])).toEqual(write)
  expect(decide(['a'], at(0), [])).toEqual(write)
  expect(decide(['a', 'b'], at(0), [])).toEqual(refused)
  expect(decide(['a'], noStream, [])).toEqual(refused)
  expect(decide(['a'], noStream, [], { softDeleted: true })).toEqual(write)
})
