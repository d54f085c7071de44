import { randomUUID } from 'node:crypto'
import { type AppendDecision, decideAppend, type StreamIds, type StreamState } from './append-decision.ts'
import {
  describedStream,
  isMetastream,
  metadataType,
  metastreamOf,
  type ProposedEvent,
  tombstoneType,
} from './event.ts'
import type { EventLog, GroupWrites, LogCounters, LogWrite } from './storage/event-log.ts'
import { encodeRecord, StoredRecord } from './storage/record.ts'
import type { StreamHead } from './storage/stream-head.ts'
import { noMetadata, parseStreamMetadata, softDeleteMetadata, withTruncateBefore } from './stream-metadata.ts'
import { parseUuid } from './wire/uuid.ts'
import type { WriteCommand, WriteOutcome } from './write-command.ts'

type MutableHead = { -readonly [Key in keyof StreamHead]: StreamHead[Key] }

/** What the group has added to one stream. */
interface Added {
  positions: Map<number, number>
  revisions: Map<string, number>
}

const nothing = Buffer.alloc(0)
export const freshId = (): Buffer => parseUuid(randomUUID())!

/**
 * The writes of one transaction while they are being decided: each command sees the log plus everything that the commands
 * before it in the group have added. Nothing touches the disk here.
 */
export class WriteGroup implements GroupWrites {
  readonly records: LogWrite[] = []
  readonly counters: LogCounters
  /** Bytes of all records so far. */
  size = 0
  private readonly log: EventLog
  private readonly nowMs: number
  private readonly changed = new Map<string, MutableHead>()
  private readonly added = new Map<number, Added>()
  private readonly bytesAt = new Map<number, Buffer>()

  constructor(log: EventLog, nowMs: number) {
    this.log = log
    this.counters = { ...log.counters }
    // §11.3: `created` never runs backwards, whatever the clock does.
    this.nowMs = Math.max(nowMs, this.counters.lastCreatedMs)
  }

  get heads(): Iterable<StreamHead> {
    return this.changed.values()
  }

  /** Decides one command and adds its writes to the group. */
  apply(command: WriteCommand): WriteOutcome {
    if (command.kind === 'append') return this.append(command)
    if (command.kind === 'delete') return this.softDelete(command)
    return this.tombstone(command)
  }

  private append(command: Extract<WriteCommand, { kind: 'append' }>): WriteOutcome {
    const { stream, events } = command
    const decision = this.decide(
      command,
      events.map((event) => event.id),
    )
    if (decision.kind === 'retry') {
      const head = this.head(stream)
      return { kind: 'written', revision: decision.revision, position: this.positionOf(head, decision.revision) }
    }
    if (decision.kind !== 'write') return this.refusal(stream, decision.kind)

    const before = { ...this.head(stream) }
    // Whatever can fail is read before the first write: a command is applied whole or not at all.
    const metadata = before.metadata.softDeleted ? this.lastEvent(metastreamOf(stream)) : undefined
    let position: number | undefined
    for (const event of events) position = this.write(stream, event)
    if (before.metadata.softDeleted) this.recreate(stream, metadata, before.last + 1)
    if (isMetastream(stream) && events.length > 0) this.describe(describedStream(stream), events.at(-1)!)
    return { kind: 'written', revision: before.last + events.length, position }
  }

  /** §5.2: the metadata of a re-created stream is the one it had, with `$tb` at its first new event. */
  private recreate(stream: string, raw: StoredRecord | undefined, truncateBefore: number): void {
    const data = withTruncateBefore(raw?.data ?? nothing, raw?.isJson ?? false, truncateBefore)
    this.write(metastreamOf(stream), metadataEvent(data))
    this.setMetadata(stream, data, true)
  }

  /** §5.1: the last event of `$$stream` is the metadata of `stream`; §5.2 when that stream is soft-deleted. */
  private describe(stream: string, event: ProposedEvent): void {
    const { metadata, last } = this.head(stream)
    if (metadata.softDeleted) {
      const data = withTruncateBefore(event.data, event.isJson, last + 1)
      this.write(metastreamOf(stream), metadataEvent(data))
      this.setMetadata(stream, data, true)
    } else this.setMetadata(stream, event.data, event.isJson)
  }

  private softDelete(command: WriteCommand): WriteOutcome {
    const { stream } = command
    const decision = this.decide(command, [freshId()])
    if (decision.kind !== 'write') return this.refusal(stream, decision.kind)
    const metastream = metastreamOf(stream)
    // §5.2: there must be something to delete.
    if (this.head(stream).last === -1 && this.head(metastream).last === -1) {
      return { kind: 'wrong-expected-version', actual: -1 }
    }
    const position = this.write(metastream, metadataEvent(softDeleteMetadata))
    this.setMetadata(stream, softDeleteMetadata, true)
    return { kind: 'written', revision: this.head(stream).last, position }
  }

  /** §5.3 */
  private tombstone(command: WriteCommand): WriteOutcome {
    const { stream } = command
    const decision = this.decide(command, [freshId()])
    if (decision.kind !== 'write') return this.refusal(stream, decision.kind)
    const head = this.change(stream)
    head.tombstonePosition = this.record(
      head,
      { id: freshId(), type: tombstoneType, isJson: false, data: nothing, metadata: nothing },
      true,
    )
    return { kind: 'written', revision: head.last, position: head.tombstonePosition }
  }

  private decide(command: WriteCommand, ids: Buffer[]): AppendDecision {
    const head = this.head(command.stream)
    return decideAppend(this.state(head), command.expected, ids, this.idsOf(head))
  }

  private state(head: StreamHead): StreamState {
    // §5.3: a tombstone covers the metadata stream as well.
    const described = isMetastream(head.name) ? this.head(describedStream(head.name)) : undefined
    return {
      tombstoned: head.tombstonePosition > 0 || (described !== undefined && described.tombstonePosition > 0),
      softDeleted: head.metadata.softDeleted,
      last: head.last,
      hasMetadata: () => this.head(metastreamOf(head.name)).last >= 0,
    }
  }

  private refusal(stream: string, kind: 'wrong-expected-version' | 'stream-deleted' | 'retry'): WriteOutcome {
    return kind === 'stream-deleted' ? { kind } : { kind: 'wrong-expected-version', actual: this.head(stream).last }
  }

  private idsOf(head: StreamHead): StreamIds {
    const added = this.added.get(head.number)
    return {
      revisionOf: (id) => {
        if (head.number === 0) return undefined
        return this.log.revisionOfId(head.number, id) ?? added?.revisions.get(id.toString('latin1'))
      },
      idAt: (revision) => this.recordAt(this.positionOf(head, revision), head, revision).id,
    }
  }

  /** Adds an event behind the last one of the stream. Returns its position. */
  private write(stream: string, event: ProposedEvent): number {
    const head = this.change(stream)
    head.last++
    return this.record(head, event, false)
  }

  private record(head: MutableHead, event: ProposedEvent, isTombstone: boolean): number {
    const position = ++this.counters.lastPosition
    this.counters.lastCreatedMs = this.nowMs
    const bytes = encodeRecord({
      event,
      stream: head.name,
      streamNumber: head.number,
      revision: head.last,
      position,
      createdMs: this.nowMs,
      isTombstone,
    })
    this.size += bytes.length
    this.bytesAt.set(position, bytes)
    this.records.push({
      position,
      bytes,
      streamNumber: head.number,
      revision: isTombstone ? undefined : head.last,
      newId: isTombstone ? undefined : this.remember(head, event.id, position),
    })
    return position
  }

  /** Indexes a new event within the group. Returns its id when the stream has not had it before. */
  private remember(head: StreamHead, id: Buffer, position: number): Buffer | undefined {
    let added = this.added.get(head.number)
    if (added === undefined) {
      added = { positions: new Map(), revisions: new Map() }
      this.added.set(head.number, added)
    }
    added.positions.set(head.last, position)
    const key = id.toString('latin1')
    const isKnown = added.revisions.has(key) || this.log.revisionOfId(head.number, id) !== undefined
    if (isKnown) return undefined
    added.revisions.set(key, head.last)
    return id
  }

  private head(stream: string): StreamHead {
    return (
      this.changed.get(stream) ??
      this.log.head(stream) ?? { name: stream, number: 0, last: -1, tombstonePosition: 0, metadata: noMetadata }
    )
  }

  private change(stream: string): MutableHead {
    let head = this.changed.get(stream)
    if (head === undefined) {
      head = { ...this.head(stream) }
      if (head.number === 0) head.number = ++this.counters.lastStreamNumber
      this.changed.set(stream, head)
    }
    return head
  }

  private setMetadata(stream: string, data: Uint8Array, isJson: boolean): void {
    this.change(stream).metadata = parseStreamMetadata(data, isJson)
  }

  private lastEvent(stream: string): StoredRecord | undefined {
    const head = this.head(stream)
    if (head.last === -1) return undefined
    return this.recordAt(this.positionOf(head, head.last), head, head.last)
  }

  private positionOf(head: StreamHead, revision: number): number {
    return this.added.get(head.number)?.positions.get(revision) ?? this.log.positionOf(head, revision)
  }

  private recordAt(position: number, head: StreamHead, revision: number): StoredRecord {
    const bytes = this.bytesAt.get(position)
    return bytes === undefined ? this.log.recordOf(head, revision) : new StoredRecord(bytes, position)
  }
}

const metadataEvent = (data: Buffer): ProposedEvent => ({
  id: freshId(),
  type: metadataType,
  isJson: true,
  data,
  metadata: nothing,
})
