import type { ExpectedRevision } from './expected-revision.ts'

/** What §4.2 looks at, apart from event ids. */
export interface StreamState {
  /** Tombstoned itself, or the metadata stream of a tombstoned stream. */
  tombstoned: boolean
  softDeleted: boolean
  /** Last revision, -1 when never written. */
  last: number
  /** Whether `$$stream` has events; asked only where the rules need it. */
  hasMetadata(): boolean
}

/** Event ids of the stream, looked up only as far as a rule needs them (§4.3). */
export interface StreamIds {
  /** First revision of an id in this stream, or undefined. */
  revisionOf(id: Buffer): number | undefined
  /** Id at a revision from 0 to `last`. */
  idAt(revision: number): Buffer
}

export type AppendDecision =
  | { kind: 'write' }
  /** Already written before; `revision` is that of the last event of the original write, -1 for none. */
  | { kind: 'retry'; revision: number }
  | { kind: 'wrong-expected-version' }
  | { kind: 'stream-deleted' }

const write: AppendDecision = { kind: 'write' }
const wrongExpectedVersion: AppendDecision = { kind: 'wrong-expected-version' }
const streamDeleted: AppendDecision = { kind: 'stream-deleted' }

/** Whether an append of events with these ids is written, recognised or refused: §4.2, in its order. */
export function decideAppend(
  state: StreamState,
  expected: ExpectedRevision,
  ids: readonly Buffer[],
  stream: StreamIds,
): AppendDecision {
  if (state.tombstoned) return streamDeleted // §4.2 step 1
  if (expected.kind === 'stream-exists') {
    if (state.softDeleted) return streamDeleted // §4.2 step 2
    if (state.last === -1 && !state.hasMetadata()) return wrongExpectedVersion
  }
  if (expected.kind === 'any' || expected.kind === 'stream-exists') return ruleA(ids, stream) // §4.2 step 3

  // §4.2 step 4
  const last = BigInt(state.last)
  const wanted = expected.kind === 'no-stream' ? -1n : expected.revision
  if (wanted > last) return wrongExpectedVersion
  if (wanted === last) return write
  const retry = ruleB(Number(wanted), state.last, ids, stream)
  if (retry !== 'not a retry') return retry
  return expected.kind === 'no-stream' && state.softDeleted ? write : wrongExpectedVersion
}

/** §4.3 rule A: any / stream_exists, ids anywhere in the stream. */
function ruleA(ids: readonly Buffer[], stream: StreamIds): AppendDecision {
  const [first, ...others] = ids
  if (first === undefined) return write
  const firstRevision = stream.revisionOf(first)
  if (firstRevision === undefined) return write
  let revision = firstRevision
  for (const id of others) {
    const known = stream.revisionOf(id)
    if (known === undefined) return wrongExpectedVersion
    revision = known
  }
  return { kind: 'retry', revision }
}

/** §4.3 rule B: the events behind revision `wanted` must be the given ones, in order. */
function ruleB(
  wanted: number,
  last: number,
  ids: readonly Buffer[],
  stream: StreamIds,
): AppendDecision | 'not a retry' {
  for (const [index, id] of ids.entries()) {
    const revision = wanted + 1 + index
    const matches = revision <= last && stream.idAt(revision).equals(id)
    if (!matches) return index === 0 ? 'not a retry' : wrongExpectedVersion
  }
  // §4.4: an empty append behind the end of the stream proves nothing.
  return ids.length === 0 ? 'not a retry' : { kind: 'retry', revision: wanted + ids.length }
}
