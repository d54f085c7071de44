import { describe, expect, test } from '@jest/globals'
import { brokenRules, rules } from './dependency-rule.ts'
import { codeOnly, importsOf, readSources } from './source-files.ts'

const files = readSources()

describe.each(rules)('$name', (rule) => {
  test('judges files at all, so that a renamed folder cannot switch it off', () => {
    expect(files.filter((file) => rule.judges(file)).length).toBeGreaterThan(5)
  })

  test('holds', () => {
    expect(brokenRules(files).filter((sentence) => sentence.endsWith(`(${rule.name})`))).toEqual([])
  })
})

const decision = 'export function decide(state: State): Decision<Event> {}'

/** A violation of each kind: path, source, what is said against it. */
const planted: readonly [path: string, source: string, sentence: string][] = [
  ['contracts/src/kernel/x.ts', `import { a } from '@one-hcm/platform/http/app'`, 'imports @one-hcm/platform/http/app'],
  ['contracts/src/kernel/x.ts', `import { readFileSync } from 'node:fs'`, 'imports node:fs'],
  ['contracts/src/kernel/x.ts', `export const at = () => new Date()`, 'uses new Date()'],
  [
    'platform/src/http/x.ts',
    `import { a } from '@one-hcm/command-api/command-api'`,
    'imports @one-hcm/command-api/command-api',
  ],
  [
    'platform/src/http/x.ts',
    `import { a } from '@one-hcm/embedded/stack/stack'`,
    'imports @one-hcm/embedded/stack/stack',
  ],
  [
    'platform/src/http/x.ts',
    `import { a } from '../../../embedded/src/stack/stack.ts'`,
    'imports ../../../embedded/src/stack/stack.ts',
  ],
  ['query-api/src/x.ts', `import { a } from '@one-hcm/command-api/reactors'`, 'imports @one-hcm/command-api/reactors'],
  [
    'etl-worker/src/x.ts',
    `export { a } from '@one-hcm/projectors/projectors'`,
    'imports @one-hcm/projectors/projectors',
  ],
  [
    'projectors/src/x.ts',
    `const a = await import('@one-hcm/query-api/query-api')`,
    'imports @one-hcm/query-api/query-api',
  ],
  [
    'command-api/src/x.ts',
    `import type { A } from '@one-hcm/embedded/stack/stack'`,
    'imports @one-hcm/embedded/stack/stack',
  ],
  ['embedded/src/x.ts', `import { a } from '@one-hcm/e2e/demo/story'`, 'imports @one-hcm/e2e/demo/story'],
  [
    'command-api/src/recruitment/x.ts',
    `import { a } from '../identity/identity.ts'`,
    'imports ../identity/identity.ts',
  ],
  [
    'command-api/src/recruitment/x.ts',
    `import { a } from '../policies/policies.ts'`,
    'imports ../policies/policies.ts',
  ],
  [
    'command-api/src/recruitment/applications/x.ts',
    `import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'`,
    'imports @one-hcm/contracts/identity/users/user.events',
  ],
  ...(
    [
      [`import { createPool } from '@one-hcm/platform/postgres/pool'`, 'imports @one-hcm/platform/postgres/pool'],
      [`import { a } from '../job-offers/job-offer.ts'`, 'imports ../job-offers/job-offer.ts'],
      [`import { readFile } from 'node:fs/promises'`, 'imports node:fs/promises'],
      ['const now = Date.now()', 'uses Date.now'],
      ['const id = crypto.randomUUID()', 'uses randomUUID'],
      ['const luck = Math.random()', 'uses Math.random'],
      ['const facts = await load()', 'uses await'],
    ] as const
  ).map(
    ([line, sentence]) =>
      ['command-api/src/recruitment/applications/x.ts', `${line}\n${decision}`, sentence] as [string, string, string],
  ),
]

test.each(planted)('a planted violation is caught: %s %s', (path, source, sentence) => {
  expect(brokenRules([{ path, source }]).join('\n')).toContain(`${path} ${sentence} (`)
})

test('every rule is caught by one of them', () => {
  const caught = planted.flatMap(([path, source]) => brokenRules([{ path, source }]))
  for (const { name } of rules) expect(caught.some((sentence) => sentence.endsWith(`(${name})`))).toBe(true)
})

test('what is allowed is left alone', () => {
  const allowed = [
    ['platform/src/x.int.test.ts', `import { a } from '@one-hcm/embedded/stack/test-postgres'`],
    ['command-api/src/recruitment/testing/x.ts', `import { a } from '@one-hcm/embedded/event-store/event-store'`],
    ['command-api/src/command-api.ts', `import { a } from './identity/identity.ts'`],
    ['command-api/src/policies/x.ts', `import { a } from '../recruitment/evaluations/open-protocol1.ts'`],
    ['command-api/src/recruitment/facts.ts', `import type { A } from '@one-hcm/contracts/identity/users/user.events'`],
    ['embedded/src/services/services.ts', `import { a } from '@one-hcm/query-api/query-api'`],
    ['contracts/src/kernel/x.ts', `// a comment may say await, Date.now() and new Date()\nconst text = 'process.exit'`],
    [
      'command-api/src/recruitment/applications/x.ts',
      `import type { Facts } from '../facts.ts'\nconst day = new Date(now)\n${decision}`,
    ],
  ] as const
  expect(brokenRules(allowed.map(([path, source]) => ({ path, source })))).toEqual([])
})

test('imports are found in every form', () => {
  const source = [
    `import 'node:test'`,
    `import type { A } from './a.ts'`,
    `import {`,
    `  b,`,
    `  type C,`,
    `} from '@one-hcm/contracts/kernel/event'`,
    `export * from './d.ts'`,
    `const e = await import('./e.ts')`,
    `  const example = "import { f } from './f.ts'"`,
  ].join('\n')
  expect(importsOf({ path: 'platform/src/x/y.ts', source })).toEqual([
    { specifier: 'node:test', target: undefined, isType: false },
    { specifier: './a.ts', target: 'platform/src/x/a', isType: true },
    { specifier: '@one-hcm/contracts/kernel/event', target: 'contracts/src/kernel/event', isType: false },
    { specifier: './d.ts', target: 'platform/src/x/d', isType: false },
    { specifier: './e.ts', target: 'platform/src/x/e', isType: false },
  ])
})

test('what a template computes is code, what it says is not', () => {
  const template = ['`await $', '{Date.now()} async`'].join('')
  expect(codeOnly(template)).toContain('Date.now()')
  expect(codeOnly(template)).not.toMatch(/await|async/)
})
