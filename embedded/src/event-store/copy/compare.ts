import { isDeepStrictEqual } from 'node:util'
import type { EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client'
import { isMetastream } from '../event.ts'
import { isNotFound, visibleRange } from '../reading/visibility.ts'
import type { EventLog } from '../storage/event-log.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { StreamHead } from '../storage/stream-head.ts'
import { formatUuid } from '../wire/uuid.ts'
import { isCopied } from './event-to-copy.ts'

export interface Comparison {
  streams: number
  events: number
  /** One sentence per stream that differs, at most a hundred. */
  differences: string[]
}

const maxDifferences = 100

/** Reads every user stream here and there and compares what readers see: ids, types, revisions, data, deletions. */
export async function compareWithTarget(log: EventLog, target: EventStoreDBClient): Promise<Comparison> {
  const comparison: Comparison = { streams: 0, events: 0, differences: [] }
  for (const head of log.heads()) {
    if (!isCopied(head.name) || isMetastream(head.name)) continue
    comparison.streams++
    const difference = await compareStream(log, head, target, comparison)
    if (difference !== undefined && comparison.differences.length < maxDifferences) {
      comparison.differences.push(`Stream '${head.name}': ${difference}`)
    }
  }
  return comparison
}

async function compareStream(
  log: EventLog,
  head: StreamHead,
  target: EventStoreDBClient,
  comparison: Comparison,
): Promise<string | undefined> {
  const expected = head.tombstonePosition > 0 ? 'stream-deleted' : isNotFound(head) ? 'stream-not-found' : 'readable'
  const { first, last } = visibleRange(log, head, Date.now())
  let revision = first
  try {
    for await (const { event } of target.readStream(head.name)) {
      if (expected !== 'readable') return `is readable there and ${expected} here.`
      if (revision > last) return `has more events there than the ${last - first + 1} here.`
      const difference = compareEvent(log.recordOf(head, revision), event)
      if (difference !== undefined) return `revision ${revision} ${difference}`
      revision++
      comparison.events++
    }
  } catch (error) {
    const { type } = error as { type?: string }
    if (type === expected) return undefined
    if (type === 'stream-deleted' || type === 'stream-not-found') return `is ${type} there and ${expected} here.`
    throw error
  }
  return revision <= last ? `lacks the events from revision ${revision} on.` : undefined
}

function compareEvent(record: StoredRecord, event: ResolvedEvent['event']): string | undefined {
  if (event === undefined) return 'is missing.'
  if (event.id !== formatUuid(record.id)) return 'has another id.'
  if (event.revision !== record.revision) return `is revision ${event.revision} there.`
  if (event.type !== record.type) return `has type ${event.type} there.`
  const bytes = record.data
  const data: unknown = event.isJson ? JSON.parse(bytes.toString('utf8')) : bytes
  const other: unknown = event.isJson ? event.data : Buffer.from(event.data as Uint8Array)
  return isDeepStrictEqual(data, other) ? undefined : 'has other data.'
}
