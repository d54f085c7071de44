import type { CommitSignal } from './commit-signal.ts'
import type { PersistentSubscriptions } from './persistent/persistent-subscriptions.ts'
import type { OpenCalls } from './rpc/open-calls.ts'
import type { EventLog } from './storage/event-log.ts'
import type { Writer } from './writer.ts'

/** What every handler of a node stands on. */
export interface NodeContext {
  log: EventLog
  writer: Writer
  commits: CommitSignal
  calls: OpenCalls
  limits: NodeLimits
  /** Set before the node listens. */
  groups: PersistentSubscriptions | undefined
  /** Milliseconds since the epoch. */
  now(): number
}

export interface NodeLimits {
  /** Sum of the data bytes of one append (§4.1). */
  maxAppendBytes: number
  /** How long a batch append may stay unfinished (§4.6). */
  writeTimeoutMs: number
  /** How long a write may take before the client is told that it timed out. */
  commitTimeoutMs: number
}

export const defaultLimits: NodeLimits = {
  maxAppendBytes: 1_048_576,
  writeTimeoutMs: 2000,
  commitTimeoutMs: Number.POSITIVE_INFINITY,
}
