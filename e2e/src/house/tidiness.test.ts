import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { packages, readSources, root } from './source-files.ts'
import { unpinned, untidiness } from './tidiness.ts'

// The planted faults below are put together, so that this file does not break the rules it tests.
const self = /^e2e\/src\/house\/tidiness/

test('no file is left half done', () => {
  expect(
    readSources()
      .filter(({ path }) => !self.test(path))
      .flatMap(untidiness),
  ).toEqual([])
})

test.each([
  ['a test that runs alone', `test.only('x', () => {})`, 'runs only some'],
  ['a group that runs alone', `describe.only('x', () => {})`, 'runs only some'],
  ['a test without a reason to be skipped', `const onlyHere = isHere ? test : test.skip`, 'skips a test'],
  ['a test that is planned', `test.todo('x')`, 'skips a test'],
  ['a marker', `// TODO later`, 'marker for later'],
  ['a file that is too long', `${'\n'.repeat(400)}x`, 'has 401 lines'],
])('%s is noticed', (_, source, sentence) => {
  expect(untidiness({ path: 'platform/src/x.test.ts', source }).join()).toContain(sentence)
})

test('a skipped test that says why is left alone, and so is a long fixture', () => {
  expect(untidiness({ path: 'e2e/src/x.test.ts', source: "describe.skip('x (skipped: no engine)')" })).toEqual([])
  expect(untidiness({ path: 'e2e/src/fixtures/x.ts', source: `${'\n'.repeat(900)}x` })).toEqual([])
})

test('every dependency is pinned to one version', () => {
  const manifests = ['package.json', ...packages.map((name) => `${name}/package.json`)]
  expect(
    manifests.flatMap((path) => unpinned(path, JSON.parse(readFileSync(join(root, path), 'utf8')) as object)),
  ).toEqual([])
  expect(unpinned('x', { dependencies: { a: '^1.0.0', b: '1.2.3', c: '*', d: 'workspace:*' } })).toEqual([
    'x: a ^1.0.0',
    'x: c *',
  ])
})
