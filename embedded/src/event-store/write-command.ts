import type { ProposedEvent } from './event.ts'
import type { ExpectedRevision } from './expected-revision.ts'

/** What can be asked of the writer. */
export type WriteCommand =
  | { kind: 'append'; stream: string; expected: ExpectedRevision; events: ProposedEvent[] }
  | { kind: 'delete'; stream: string; expected: ExpectedRevision }
  | { kind: 'tombstone'; stream: string; expected: ExpectedRevision }

/** The answer of the writer; sent to clients only after the flush (§11.3). */
export type WriteOutcome =
  | {
      kind: 'written'
      /** Last revision of the write (or of the stream for an empty append), -1 when there is none. */
      revision: number
      /** Position of the last event of the caller, not of an added undelete event (§4.5); undefined when nothing is written. */
      position: number | undefined
    }
  | { kind: 'wrong-expected-version'; actual: number }
  | { kind: 'stream-deleted' }
  /** The limit passed before the writer came to it; nothing was written (§4.6). */
  | { kind: 'timeout' }
