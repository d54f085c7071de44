import type { EventLog } from '../storage/event-log.ts'
import type { StoredRecord } from '../storage/record.ts'
import { visibleRange } from './visibility.ts'

/** Target of a link, or undefined when the payload is no `<revision>@<stream>` (§6.2). */
export function parseLink(data: Buffer): { revision: number; stream: string } | undefined {
  const text = data.toString('utf8')
  const at = text.indexOf('@')
  const revision = text.slice(0, at)
  if (at < 1 || !/^\d{1,15}$/.test(revision) || at === text.length - 1) return undefined
  return { revision: Number(revision), stream: text.slice(at + 1) }
}

/** How an event is delivered when links are resolved (§6.2). */
export type ResolvedEvent =
  /** No link, or one whose payload says nothing. */
  | { event: StoredRecord; link: undefined }
  /** `event` is undefined when the target is missing, truncated or deleted. */
  | { event: StoredRecord | undefined; link: StoredRecord }

export function resolveLink(log: EventLog, record: StoredRecord, nowMs: number): ResolvedEvent {
  if (!record.isLink) return { event: record, link: undefined }
  const target = parseLink(record.data)
  if (target === undefined) return { event: record, link: undefined }
  const head = log.head(target.stream)
  if (head === undefined || head.tombstonePosition > 0 || head.metadata.softDeleted) {
    return { event: undefined, link: record }
  }
  const { first, last } = visibleRange(log, head, nowMs)
  const isVisible = target.revision >= first && target.revision <= last
  return { event: isVisible ? log.recordOf(head, target.revision) : undefined, link: record }
}
