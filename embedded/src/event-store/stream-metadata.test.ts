import { describe, expect, test } from '@jest/globals'
import { noMetadata, parseStreamMetadata, softDeleteMetadata, withTruncateBefore } from './stream-metadata.ts'

const parse = (text: string) => parseStreamMetadata(Buffer.from(text), true)

describe('§5.1', () => {
  test.each([
    ['{}', {}],
    ['{"$maxCount":3}', { maxCount: 3 }],
    ['{"$maxAge":60,"$maxCount":0}', { maxAgeSeconds: 60 }],
    ['{"$tb":0}', { truncateBefore: 0 }],
    ['{"$tb":-1,"$maxCount":2}', { maxCount: 2 }],
    ['{"$maxCount":-2}', {}],
    ['{"mine":{"$maxCount":9},"$maxCount":4}', { maxCount: 4 }],
    ['{"$maxCount":4,"mine":{"$maxCount":9}}', { maxCount: 4 }],
    ['\uFEFF{"$maxCount":4}', { maxCount: 4 }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toEqual({ ...noMetadata, ...expected })
  })

  test.each([
    'not json',
    '',
    '[]',
    '7',
    'null',
    '{"$maxCount":"3"}',
    '{"$maxCount":1.5}',
    '{"$maxCount":1,"$maxAge":true}',
    '{"$maxCount":1,"$tb":9223372036854775808}',
    '{"$maxCount":1,"$cacheControl":"x"}',
    '{"$maxCount":1,"$acl":7}',
  ])('is empty metadata as a whole: %s', (text) => {
    expect(parse(text)).toEqual(noMetadata)
  })

  test('binary metadata is none', () => {
    expect(parseStreamMetadata(Buffer.from('{"$maxCount":3}'), false)).toEqual(noMetadata)
  })
})

describe('§5.2', () => {
  test('only the exact largest int64 is a soft delete: not what JavaScript rounds it to', () => {
    expect(parseStreamMetadata(softDeleteMetadata, true).softDeleted).toBe(true)
    expect(parse('{"$tb":9223372036854775806}').softDeleted).toBe(false)
    expect(parse(JSON.stringify(JSON.parse(softDeleteMetadata.toString())))).toEqual(noMetadata)
  })

  test('$tb is replaced, everything else stays as it was written', () => {
    const raw = '{"big":12345678901234567890,"$tb":9223372036854775807,"x":{"y":1.50},"$maxCount":3}'
    expect(withTruncateBefore(Buffer.from(raw), true, 7).toString()).toBe(
      '{"big":12345678901234567890,"$tb":7,"x":{"y":1.50},"$maxCount":3}',
    )
    expect(withTruncateBefore(Buffer.from('nonsense'), true, 7).toString()).toBe('{"$tb":7}')
  })
})
