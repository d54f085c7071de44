import type { StoredRecord } from '../storage/record.ts'
import { formatUuid } from '../wire/uuid.ts'

/** One event on its way to a consumer. */
export interface Message {
  /** The original event: of links, the link; of replays, the parked link (§7.2). */
  readonly record: StoredRecord
  /** Revision or position in the group's source; of a replay, the revision in the parked stream. */
  readonly sequence: number
  /** Parked once and sent again: always resolved, never part of the checkpoint (§7.3). */
  readonly isReplay: boolean
  /** Acknowledgements name the original event (§7.2). */
  readonly id: string
  retryCount: number
}

export const newMessage = (record: StoredRecord, sequence: number, isReplay = false): Message => ({
  record,
  sequence,
  isReplay,
  id: formatUuid(record.id),
  retryCount: 0,
})
