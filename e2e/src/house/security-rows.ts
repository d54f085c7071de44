import type { SourceFile } from './source-files.ts'

/** Rows of the black-box checklist on authentication, sessions, authorisation, limits and headers (reliability §3). */
export const securityRows: readonly string[] = Object.entries({ A: 12, S: 9, Z: 9, R: 5, H: 5 }).flatMap(
  ([letter, last]) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`),
)

const STRING = /'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/g
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g
/** A title says first which rows it shows: `A2, A3: a token …`. A4 in the middle of one may be a size of paper. */
const ROWS_FIRST = /^((?:[A-Z]-?\d{1,2}(?:, )?)+): /

/** Files of tests by the row that their titles begin with. */
export function filesByRow(sources: readonly SourceFile[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { path, source } of sources.filter(({ path: name }) => name.endsWith('.test.ts')))
    for (const [, single, double, template] of source.replace(COMMENT, '').matchAll(STRING)) {
      const ids = ROWS_FIRST.exec(single ?? double ?? template ?? '')?.[1]
      for (const id of ids?.split(', ') ?? []) found.set(id, (found.get(id) ?? new Set()).add(path))
    }
  return found
}

export const withoutTest = (rows: readonly string[], found: ReadonlyMap<string, unknown>): string[] =>
  rows.filter((id) => !found.has(id))
