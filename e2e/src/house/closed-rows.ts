import type { SourceFile } from './source-files.ts'
import { type TestTitle, testTitles } from './test-titles.ts'

/** Something the specification asks to be shown, by its number there. */
export type SpecifiedRow = {
  id: string
  /** What it is about, in a few words. */
  about: string
  /** How it is met where no single test can show it. */
  because?: string
}

/** Titles of tests that name a row, `W-33` say, by that name. A number in a comment shows nothing. */
export function testsByRow(sources: readonly SourceFile[]): Map<string, TestTitle[]> {
  const found = new Map<string, TestTitle[]>()
  for (const test of testTitles(sources))
    for (const id of new Set(test.title.match(/\b[WD]-\d\d\b/g) ?? [])) found.set(id, [...(found.get(id) ?? []), test])
  return found
}

/** Rows that neither a test names nor a reason excuses. */
export const unshown = (rows: readonly SpecifiedRow[], tests: ReadonlyMap<string, unknown>): string[] =>
  rows.filter(({ id, because }) => because === undefined && !tests.has(id)).map(({ id }) => id)
