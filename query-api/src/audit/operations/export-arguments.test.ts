import { expect, test } from '@jest/globals'
import { exportArguments } from './export-arguments.ts'

test('a range and a file', () => {
  const args = ['export', '--from', '2026-01-01', '--to', '2026-02-01T01:00:00+01:00', '--out', 'january.ndjson']
  expect(exportArguments(args)).toEqual({
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-02-01T00:00:00.000Z',
    out: 'january.ndjson',
  })
})

test('everything, when nothing is named', () => {
  expect(exportArguments(['export'])).toEqual({})
})

test.each([[[]], [['import']], [['export', '--from', 'yesterday']], [['export', '--since', '2026-01-01']]])(
  '%j is not understood',
  (args) => {
    expect(exportArguments(args)).toBeUndefined()
  },
)
