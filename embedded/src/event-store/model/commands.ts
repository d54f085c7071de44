import fc from 'fast-check'
import type { ModelExpected } from './model.ts'

/** One step of a random history; streams and ids are small numbers so that they meet often. */
export type Command =
  | { kind: 'append'; stream: number; expected: ModelExpected; ids: number[]; classic: boolean }
  | { kind: 'metadata'; stream: number; expected: ModelExpected; maxCount: number | undefined; tb: number | undefined }
  | { kind: 'delete' | 'tombstone'; stream: number; expected: ModelExpected }
  | {
      kind: 'read'
      stream: number
      ofMetadata: boolean
      forwards: boolean
      from: 'start' | 'end' | number
      count: number
    }
  | { kind: 'restart' }

const stream = fc.constantFrom(0, 0, 0, 1)
const expected: fc.Arbitrary<ModelExpected> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<ModelExpected>('any', 'any', 'any', 'no_stream', 'stream_exists') },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 8 }) },
)
const optional = (max: number, freq: number): fc.Arbitrary<number | undefined> =>
  fc.option(fc.nat(max), { nil: undefined, freq })

/** Commands in a mixture in which histories grow, and end seldom enough. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      stream,
      expected,
      ids: fc.array(fc.nat(9), { maxLength: 4 }),
      classic: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('metadata' as const),
      stream,
      expected: fc.oneof(fc.constant<ModelExpected>('any'), expected),
      maxCount: optional(3, 4),
      tb: optional(8, 1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), stream, expected }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tombstone' as const), stream, expected }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      stream,
      ofMetadata: fc.boolean(),
      forwards: fc.boolean(),
      from: fc.oneof(fc.constantFrom<'start' | 'end'>('start', 'end'), fc.nat(10)),
      count: fc.constantFrom(1, 2, 5, 20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
)
