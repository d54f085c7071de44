import { describe, expect, test } from '@jest/globals'
import { testsByRow, unshown } from './closed-rows.ts'
import { readSources } from './source-files.ts'
import { settledContradictions, weaknesses } from './weaknesses.ts'

const numbers = (letter: string, last: number) =>
  Array.from({ length: last }, (_, n) => `${letter}-${String(n + 1).padStart(2, '0')}`)

describe('rows of the specification', () => {
  const tests = testsByRow(readSources().filter(({ path }) => path !== 'e2e/src/house/weaknesses.test.ts'))

  test('all of them are listed, once', () => {
    expect(weaknesses.map(({ id }) => id)).toEqual(numbers('W', 55))
    expect(settledContradictions.map(({ id }) => id)).toEqual(numbers('D', 26))
  })

  test('each former weakness is shown closed by a test that names it', () => {
    expect(unshown(weaknesses, tests)).toEqual([])
  })

  test('each decision between contradicting sources is shown by a test that names it', () => {
    expect(unshown(settledContradictions, tests)).toEqual([])
  })

  test('tests name no row that is none', () => {
    const known = new Set([...weaknesses, ...settledContradictions].map(({ id }) => id))
    expect([...tests.keys()].filter((id) => !known.has(id))).toEqual([])
  })

  test('a row without a test is noticed, also where only a comment or other code names it', () => {
    const row = { id: 'W-33', about: 'two reviewers' }
    const only = (path: string, source: string) => unshown([row], testsByRow([{ path, source }]))
    expect(only('a/src/a.test.ts', "test('W-33 the second one loses', () => {})")).toEqual([])
    expect(only('a/src/a.test.ts', "// W-33\ntest('the second one loses', () => {})")).toEqual(['W-33'])
    expect(only('a/src/a.ts', "const text = 'W-33'")).toEqual(['W-33'])
    expect(unshown([{ ...row, because: 'there is none' }], new Map())).toEqual([])
  })
})
