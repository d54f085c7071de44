import { expect, test } from '@jest/globals'
import { askedRange } from './range.ts'

test.each([
  [{}, undefined],
  [{ range: 'bytes=0-9' }, { start: 0, end: 9 }],
  [{ range: 'bytes=90-' }, { start: 90, end: 99 }],
  [{ range: 'bytes=90-500' }, { start: 90, end: 99 }],
  [
    { range: 'bytes=0-9', 'x-ms-range': 'bytes=5-6' },
    { start: 5, end: 6 },
  ],
  [{ range: 'lines=1-2' }, undefined],
])('%p of 100 bytes', (headers, expected) => {
  expect(askedRange(headers, 100)).toEqual(expected)
})

test.each([
  ['bytes=100-', 100],
  ['bytes=0-', 0],
  ['bytes=9-5', 100],
])('%s of %p bytes is refused', (range, size) => {
  expect(() => askedRange({ range }, size)).toThrow(expect.objectContaining({ refusal: 'InvalidRange' }))
})
