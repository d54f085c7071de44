import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { changesOf, sumOf, type Tally } from './tally.ts'

type Row = { colour: string; weight: number; parts: number }
/** A row counts as often as it has parts, and weighs each time. */
const tally = {
  table: 'colours',
  version: 1,
  dimensions: { colour: 'text' },
  amounts: ['weight'],
  contributions: ({ colour, weight, parts }: Row) =>
    Array.from({ length: parts }, () => ({ group: { colour }, amounts: { weight } })),
} as Tally

const row = fc.record({
  colour: fc.constantFrom('red', 'green', 'blue'),
  weight: fc.integer({ min: -5, max: 5 }),
  parts: fc.integer({ min: 0, max: 3 }),
})
const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.option(row, { nil: undefined })), {
  maxLength: 40,
})

/** Groups as a database keeps them: added to, and removed with their last row. */
function applied(groups: Map<string, number[]>, changes: ReturnType<typeof sumOf>): void {
  for (const { group, n, amounts } of changes) {
    const sum = [n, ...amounts].map((value, index) => value + (groups.get(String(group.colour))?.[index] ?? 0))
    if (sum[0] === 0) groups.delete(String(group.colour))
    else groups.set(String(group.colour), sum)
  }
}

test('what was added change by change is what a recount of the last rows gives', () => {
  fc.assert(
    fc.property(history, (writes) => {
      const rows = new Map<number, Row>()
      const groups = new Map<string, number[]>()
      for (const [id, after] of writes) {
        applied(groups, sumOf(tally, changesOf(tally, { before: rows.get(id), after })))
        if (after) rows.set(id, after)
        else rows.delete(id)
      }
      const recount = new Map<string, number[]>()
      for (const one of rows.values())
        applied(recount, sumOf(tally, changesOf(tally, { before: undefined, after: one })))
      expect(new Map([...groups].sort())).toEqual(new Map([...recount].sort()))
    }),
  )
})

test('a row that counts as before changes nothing', () => {
  fc.assert(fc.property(row, (one) => sumOf(tally, changesOf(tally, { before: one, after: { ...one } })).length === 0))
})
