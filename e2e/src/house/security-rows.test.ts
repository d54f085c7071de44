import { expect, test } from '@jest/globals'
import { filesByRow, securityRows, withoutTest } from './security-rows.ts'
import { readSources } from './source-files.ts'

const self = /^e2e\/src\/house\//

test('every row of the security checklist begins the title of a test', () => {
  expect(securityRows).toHaveLength(40)
  const found = filesByRow(readSources().filter(({ path }) => !self.test(path)))
  expect(withoutTest(securityRows, found)).toEqual([])
})

test.each([
  ['a title that begins with it', "test('A4: a key of its own', () => {})", []],
  ['one of several', "test('A2, A4, W-07: keys', () => {})", []],
  ['a title of test.each', "])('A4: %s', () => {})", []],
  ['another row', "test('A40: no such row', () => {})", ['A4']],
  ['a size of paper', "test('a page of A4: printed', () => {})", ['A4']],
  ['a comment', "// test('A4: planned')", ['A4']],
])('a row is shown by its test alone: %s', (_, source, missing) => {
  expect(withoutTest(['A4'], filesByRow([{ path: 'platform/src/a.test.ts', source }]))).toEqual(missing)
})

test('what is no test shows nothing', () => {
  expect(withoutTest(['A4'], filesByRow([{ path: 'platform/src/a.ts', source: "const a = 'A4: text'" }]))).toEqual([
    'A4',
  ])
})
