import { ANY, type EventData, type EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import { describedStream, isMetastream } from '../event.ts'
import type { EventLog } from '../storage/event-log.ts'
import type { StoredRecord } from '../storage/record.ts'
import { parseStreamMetadata } from '../stream-metadata.ts'
import { eventToCopy, isCopied } from './event-to-copy.ts'
import type { CopyProgress } from './progress.ts'

export interface CopyOptions {
  log: EventLog
  target: EventStoreDBClient
  progress: CopyProgress
  keepTimes: boolean
  onProgress: (copied: number, position: number, end: number) => void
}

/** An append under construction: consecutive events of one stream. */
interface Run {
  stream: string
  firstRevision: bigint
  events: EventData[]
  bytes: number
  lastPosition: number
}

const maxRunEvents = 500
const maxRunBytes = 512 * 1024
const maxRunsInFlight = 32

/**
 * Copies every user stream to another server, nearly in the order of the log: events with ids, types, data and metadata at the
 * same revisions, stream metadata, soft deletes and tombstones. Can be interrupted at any point and called again: what
 * has already arrived is recognised by its ids. Returns the number of events sent. Rejects with the client's error, and
 * with WrongExpectedVersion when the target holds other events in a stream.
 */
export async function copyLog({ log, target, progress, keepTimes, onProgress }: CopyOptions): Promise<number> {
  const end = log.lastPosition
  let copied = 0
  let run: Run | undefined
  // One append per stream at a time: the client does not promise the order of concurrent ones.
  const inFlight = new Map<string, Promise<unknown>>()
  let sentUpTo = progress.position()

  const flushRun = async (): Promise<void> => {
    if (run === undefined) return
    const { stream, firstRevision, events, lastPosition } = run
    run = undefined
    if (inFlight.has(stream)) await settle()
    const expectedRevision = firstRevision === 0n ? NO_STREAM : firstRevision - 1n
    const sending = target.appendToStream(stream, events, { expectedRevision })
    // Awaited with its group; until then its failure must not count as unheard.
    sending.catch(() => {})
    inFlight.set(stream, sending)
    copied += events.length
    sentUpTo = lastPosition
    if (inFlight.size >= maxRunsInFlight) await settle()
  }
  const settle = async (): Promise<void> => {
    await Promise.all(inFlight.values())
    inFlight.clear()
    progress.save(sentUpTo)
    onProgress(copied, sentUpTo, end)
  }

  for (let position = sentUpTo + 1; position <= end; position++) {
    const record = log.record(position)
    const { stream } = record
    if (!isCopied(stream)) continue
    if (isMetastream(stream) || record.isTombstone) {
      // What changes the state of a stream stands alone: repeated later it would undo what came after it.
      await flushRun()
      await settle()
      await copyState(target, record, keepTimes)
      copied++
      sentUpTo = position
      await settle()
      continue
    }
    const isNext = run?.stream === stream && run.events.length < maxRunEvents && run.bytes < maxRunBytes
    if (!isNext) await flushRun()
    run ??= { stream, firstRevision: record.revision, events: [], bytes: 0, lastPosition: position }
    run.events.push(eventToCopy(record, keepTimes))
    run.bytes += record.bytes.length
    run.lastPosition = position
  }
  await flushRun()
  sentUpTo = end
  await settle()
  return copied
}

/** Metadata, soft delete or tombstone of one stream. */
async function copyState(target: EventStoreDBClient, record: StoredRecord, keepTimes: boolean): Promise<void> {
  const { stream } = record
  if (record.isTombstone) {
    await target.tombstoneStream(stream).catch(ignoreStreamDeleted)
  } else if (parseStreamMetadata(record.data, record.isJson).softDeleted) {
    // §5.2: only the server can write the exact number that deletes.
    await target.deleteStream(describedStream(stream)).catch(ignoreStreamDeleted)
  } else await target.appendToStream(stream, eventToCopy(record, keepTimes), { expectedRevision: ANY })
}

/** A tombstone that arrived before an interruption is there for good. */
function ignoreStreamDeleted(error: unknown): void {
  if ((error as { type?: string }).type !== 'stream-deleted') throw error
}
