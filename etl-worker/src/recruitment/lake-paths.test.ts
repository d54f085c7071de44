import { describe, expect, test } from '@jest/globals'
import { blobFileName, documentPaths, parseLakePath, rowPath } from './lake-paths.ts'

test.each([
  ['dimensions', 'dim_candidates', 'dimensions/dim_candidates/ingestion_date=2026-01-15/id.json'],
  ['dimensions', 'dim_job_offers', 'dimensions/dim_job_offers/ingestion_date=2026-01-15/id.json'],
  ['facts', 'fact_applications', 'facts/fact_applications/ingestion_date=2026-01-15/id.json'],
] as const)('a row of %s/%s lies where readers look for it', (zone, name, path) => {
  expect(rowPath({ zone, name }, '2026-01-15', 'id')).toBe(path)
  expect(parseLakePath(path)).toEqual({ kind: 'row', zone, table: name, day: '2026-01-15', id: 'id' })
})

test('a document lies beside the others of its application', () => {
  const [path] = documentPaths('2026-01-15', 'app', [{ id: '1', document_type: 'cv', file_name: 'cv.pdf' }])
  expect(path).toBe('documents/ingestion_date=2026-01-15/app/cv_cv.pdf')
  expect(parseLakePath(path!)).toEqual({ kind: 'document', day: '2026-01-15', applicationId: 'app' })
})

describe('a file name in a path', () => {
  test.each([
    ['plain.pdf', 'plain.pdf'],
    ['Été à 100 % #1?.pdf', 'Été à 100 % #1?.pdf'],
    ['e\u0301te\u0301.pdf', '\u00e9t\u00e9.pdf'],
    ['../../etc/passwd.pdf', '.._.._etc_passwd.pdf'],
    ['a\\b\u0000\u001f\u007f\n.pdf', 'a_b____.pdf'],
    ['lone \ud800 surrogate.pdf', 'lone _ surrogate.pdf'],
    ['line\u2028paragraph\u2029.pdf', 'line_paragraph_.pdf'],
    ['dots and spaces. . .', 'dots and spaces'],
    ['...', '_'],
  ])('%j becomes %j', (name, expected) => {
    expect(blobFileName(name)).toBe(expected)
  })

  test('of any length is cut to 200 characters and keeps its ending, never half a character', () => {
    const name = blobFileName(`${'😀'.repeat(300)}.pdf`)
    expect([...name]).toHaveLength(200)
    expect(name.endsWith('😀.pdf')).toBe(true)
    expect(name.isWellFormed()).toBe(true)
  })
})

test.each(['', 'facts/x.json', 'raw/facts/fact_applications/ingestion_date=2026-01-15/a.json', 'documents/a/b.pdf'])(
  'a path that is none of ours is not understood: %j',
  (path) => {
    expect(parseLakePath(path)).toBeUndefined()
  },
)
