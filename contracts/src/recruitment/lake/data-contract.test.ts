import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { dataContract } from './data-contract.ts'
import { lakeTables } from './lake-tables.ts'

test('the page in docs is what the tables say; npm run generate writes it', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../../docs/data-contract.md'), 'utf8')).toBe(dataContract())
})

test.each(lakeTables.map((table) => [table.name, table] as const))(
  '%s names its keys among its columns',
  (_, table) => {
    for (const name of [table.key, ...Object.values(table.references)])
      expect(Object.keys(table.columns)).toContain(name)
  },
)

test.each(lakeTables.map((table) => [table.name, table] as const))(
  '%s explains each column in a sentence',
  (_, table) => {
    for (const { meaning } of Object.values(table.columns)) expect(meaning).toMatch(/^[A-Z].*\.$/)
  },
)

test.each(lakeTables.map((table) => [table.name, table] as const))(
  'every personal column of %s can be empty, since people can be erased',
  (_, table) => {
    const empty = [null, [], {}]
    const cannot = Object.entries(table.columns).filter(
      ([, { classification, schema }]) =>
        classification === 'personal' && !empty.some((value) => schema.safeParse(value).success),
    )
    expect(cannot.map(([name]) => name)).toEqual([])
  },
)
