/** What a writer requires of a stream before it writes (§4.2). */
export type ExpectedRevision =
  | { kind: 'any' }
  | { kind: 'stream-exists' }
  | { kind: 'no-stream' }
  | { kind: 'revision'; revision: bigint }

export const any: ExpectedRevision = { kind: 'any' }
export const streamExists: ExpectedRevision = { kind: 'stream-exists' }
export const noStream: ExpectedRevision = { kind: 'no-stream' }

/** The number of the `expected-version` trailer (§3.1). */
export function expectedVersionNumber(expected: ExpectedRevision): string {
  if (expected.kind === 'any') return '-2'
  if (expected.kind === 'stream-exists') return '-4'
  if (expected.kind === 'no-stream') return '-1'
  return String(expected.revision)
}
