import type { SourceFile } from './source-files.ts'

/** Something the specification asks to be shown, by its number there. */
export type SpecifiedRow = {
  id: string
  /** What it is about, in a few words. */
  about: string
  /** How it is met where no single test can show it. */
  because?: string
}

export type NamingTest = { file: string; title: string }

const STRING = /'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/g
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g

/** Titles of tests that name a row, `W-33` say, by that name. A number in a comment shows nothing. */
export function testsByRow(sources: readonly SourceFile[]): Map<string, NamingTest[]> {
  const found = new Map<string, NamingTest[]>()
  for (const { path, source } of sources) {
    if (!path.endsWith('.test.ts')) continue
    for (const match of source.replace(COMMENT, '').matchAll(STRING)) {
      const title = match[1] ?? match[2] ?? match[3] ?? ''
      for (const id of new Set(title.match(/\b[WD]-\d\d\b/g) ?? []))
        found.set(id, [...(found.get(id) ?? []), { file: path, title }])
    }
  }
  return found
}

/** Rows that neither a test names nor a reason excuses. */
export const unshown = (rows: readonly SpecifiedRow[], tests: ReadonlyMap<string, unknown>): string[] =>
  rows.filter(({ id, because }) => because === undefined && !tests.has(id)).map(({ id }) => id)
