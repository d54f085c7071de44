import type { SourceFile } from './source-files.ts'
import { testTitles } from './test-titles.ts'

/** Rows of the black-box checklist on authentication, sessions, authorisation, limits and headers (reliability §3). */
export const securityRows: readonly string[] = Object.entries({ A: 12, S: 9, Z: 9, R: 5, H: 5 }).flatMap(
  ([letter, last]) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`),
)

/** A title says first which rows it shows: `A2, A3: a token …`. A4 in the middle of one may be a size of paper. */
const ROWS_FIRST = /^((?:[A-Z]-?\d{1,2}(?:, )?)+): /

/** Files of tests by the row that their titles begin with. */
export function filesByRow(sources: readonly SourceFile[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { file, title } of testTitles(sources))
    for (const id of ROWS_FIRST.exec(title)?.[1]?.split(', ') ?? [])
      found.set(id, (found.get(id) ?? new Set()).add(file))
  return found
}

export const withoutTest = (rows: readonly string[], found: ReadonlyMap<string, unknown>): string[] =>
  rows.filter((id) => !found.has(id))
