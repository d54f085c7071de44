import { describe, expect, test } from '@jest/globals'
import type { StoredRecord } from '../storage/record.ts'
import type { StreamHead } from '../storage/stream-head.ts'
import { noMetadata, type StreamMetadata } from '../stream-metadata.ts'
import { eventFilter } from './filters.ts'
import { parseLink } from './links.ts'
import { visibleByAge, visibleByRevision } from './visibility.ts'

const head = (last: number, metadata: Partial<StreamMetadata> = {}, name = 's'): StreamHead => ({
  name,
  number: 1,
  last,
  tombstonePosition: 0,
  metadata: { ...noMetadata, ...metadata },
})

describe('§5.1 visible revisions', () => {
  test.each([
    ['all', head(9), [0, 9]],
    ['the newest ones', head(9, { maxCount: 3 }), [7, 9]],
    ['more than there are', head(1, { maxCount: 3 }), [0, 1]],
    ['from $tb on', head(9, { truncateBefore: 4 }), [4, 9]],
    ['the stricter of both', head(9, { truncateBefore: 4, maxCount: 2 }), [8, 9]],
    ['none behind the end', head(9, { truncateBefore: 20 }), [20, 9]],
    ['none of a deleted stream', head(9, { softDeleted: true }), [10, 9]],
    ['the newest of a metadata stream', head(9, {}, '$$s'), [9, 9]],
  ])('%s', (_name, stream, [first, last]) => {
    expect(visibleByRevision(stream)).toEqual({ first, last })
  })

  test('by age: the first event that is young enough, found for every number of old ones', () => {
    const nowMs = 1_000_000
    for (let old = 0; old <= 9; old++) {
      const createdMsAt = (revision: number): number => (revision < old ? nowMs - 10_001 : nowMs - 10_000)
      expect(visibleByAge({ first: 0, last: 8 }, 10, nowMs, createdMsAt)).toEqual({ first: old, last: 8 })
    }
  })
})

test('§6.2 payloads of links', () => {
  const parse = (text: string) => parseLink(Buffer.from(text))
  expect(parse('3@stream')).toEqual({ revision: 3, stream: 'stream' })
  expect(parse('3@a@b')).toEqual({ revision: 3, stream: 'a@b' })
  for (const nonsense of ['', '@s', 'x@s', '3', '3@', '-1@s', '99999999999999999999@s']) {
    expect(parse(nonsense)).toBeUndefined()
  }
})

test('§6.5 filters: prefixes are plain text, an expression wins over them and searches anywhere', () => {
  const record = { type: 'OrderPlaced', stream: 'order-1' } as StoredRecord
  const matches = (on: 'stream' | 'event-type', regex: string, prefixes: string[]) =>
    eventFilter({ on, regex, prefixes })(record)
  expect(matches('stream', '', ['x', 'order'])).toBe(true)
  expect(matches('stream', '', ['Order'])).toBe(false)
  expect(matches('event-type', '', ['Order'])).toBe(true)
  expect(matches('event-type', '', ['.rder'])).toBe(false)
  expect(matches('event-type', 'Placed', ['Order'])).toBe(true)
  expect(matches('event-type', '^[^$].*', [])).toBe(true)
  expect(matches('stream', '', [])).toBe(false)
  expect(() => matches('stream', '(', [])).toThrow('not a regular expression')
})
