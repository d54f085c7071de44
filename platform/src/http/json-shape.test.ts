import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isPlainJson } from './json-shape.ts'

const isPlain = (text: string) => isPlainJson(Buffer.from(text))

test.each([
  '{"a":1,"a":2}',
  '{"a":1,"\\u0061":2}',
  '[{"x":{"é":1,"y":[],"é":null}}]',
  '{"a":{"b":1},"b":2,"a":{}}',
  '{"__proto__":1,"__proto__":2}',
  '{"":1,"":2}',
  '{ "a" : "b,{" , "a" : 1 }',
])('V2: a name that is there twice is noticed: %s', (text) => {
  expect(isPlain(text)).toBe(false)
})

test.each([
  '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}',
  '{"a":"a","b":"a"}',
  '["a","a",{"a":["a","a"]}]',
  '{"a":"\\"a\\":1,\\"a\\"","b":"\\\\"}',
  '{"a\\"":1,"a":2,"a\\\\":3}',
  '"just \\" text"',
  '{"unterminated',
  ']]}}',
  '',
])('what has each name once passes, whatever its texts say: %s', (text) => {
  expect(isPlain(text)).toBe(true)
})

test('nesting counts outside texts only', () => {
  expect(isPlain(`${'['.repeat(64)}${']'.repeat(64)}`)).toBe(true)
  expect(isPlain(`${'['.repeat(65)}${']'.repeat(65)}`)).toBe(false)
  expect(isPlain(JSON.stringify('['.repeat(500)))).toBe(true)
})

test('no value that was written by a serialiser is refused, and a repeated name always is', () => {
  const value = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 })
  fc.assert(
    fc.property(value, (object) => {
      const text = JSON.stringify(object)
      expect(isPlain(text)).toBe(true)
      expect(isPlain(`${text.slice(0, -1)},${JSON.stringify(Object.keys(object)[0])}:0}`)).toBe(false)
    }),
  )
})

test('ten megabytes are looked through in a moment', () => {
  const text = Buffer.from(JSON.stringify({ file_data: 'QUJD'.repeat(2_500_000), more: '\\"'.repeat(100_000) }))
  const since = performance.now()
  expect(isPlainJson(text)).toBe(true)
  expect(performance.now() - since).toBeLessThan(1_000)
})
