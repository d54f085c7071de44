import { describedStream, isMetastream } from '../event.ts'
import type { EventLog } from '../storage/event-log.ts'
import type { StreamHead } from '../storage/stream-head.ts'

/** Revisions of a stream that reads may show: `first` to `last`, empty when `first > last` (§5.1). */
export interface VisibleRange {
  first: number
  last: number
}

/** What count and `$tb` leave visible (§5.1). A metadata stream shows its newest event only. */
export function visibleByRevision(head: StreamHead): VisibleRange {
  const { last, metadata } = head
  if (isMetastream(head.name)) return { first: Math.max(0, last), last }
  if (metadata.softDeleted) return { first: last + 1, last }
  const byCount = metadata.maxCount === undefined ? 0 : last - metadata.maxCount + 1
  return { first: Math.max(0, metadata.truncateBefore ?? 0, byCount), last }
}

/** What `$maxAge` leaves of `range` as well (§5.1). `createdMsAt` never decreases with the revision (§11.3). */
export function visibleByAge(
  range: VisibleRange,
  maxAgeSeconds: number | undefined,
  nowMs: number,
  createdMsAt: (revision: number) => number,
): VisibleRange {
  if (maxAgeSeconds === undefined || range.first > range.last) return range
  const oldestMs = nowMs - maxAgeSeconds * 1000
  let low = range.first
  let high = range.last + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (createdMsAt(middle) >= oldestMs) high = middle
    else low = middle + 1
  }
  return { first: low, last: range.last }
}

/** The revisions of a stream that reads show at `nowMs`. Throws DamagedRecord. */
export function visibleRange(log: EventLog, head: StreamHead, nowMs: number): VisibleRange {
  const maxAgeSeconds = isMetastream(head.name) ? undefined : head.metadata.maxAgeSeconds
  return visibleByAge(
    visibleByRevision(head),
    maxAgeSeconds,
    nowMs,
    (revision) => log.recordOf(head, revision).createdMs,
  )
}

/** Whether reads of the stream fail with stream-deleted: tombstoned, or metadata of a tombstoned stream (§5.3). */
export function isTombstoned(log: EventLog, stream: string): boolean {
  if ((log.head(stream)?.tombstonePosition ?? 0) > 0) return true
  return isMetastream(stream) && (log.head(describedStream(stream))?.tombstonePosition ?? 0) > 0
}

/** Whether a read answers StreamNotFound: never written, or soft-deleted (§6.3). Metadata alone is no stream to read. */
export const isNotFound = (head: StreamHead | undefined): boolean =>
  head === undefined || head.last === -1 || head.metadata.softDeleted
