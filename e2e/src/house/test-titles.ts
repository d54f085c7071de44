import type { SourceFile } from './source-files.ts'

export type TestTitle = { file: string; title: string }

const STRING = /'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/g
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g

/** Every text in the code of tests, which is where titles stand, rows of `test.each` included; comments are left out. */
export const testTitles = (sources: readonly SourceFile[]): TestTitle[] =>
  sources
    .filter(({ path }) => path.endsWith('.test.ts'))
    .flatMap(({ path, source }) =>
      [...source.replace(COMMENT, '').matchAll(STRING)].map(([, single, double, template]) => ({
        file: path,
        title: single ?? double ?? template ?? '',
      })),
    )
