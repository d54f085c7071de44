import { crc32 } from 'node:zlib'
import { type Database, open, type RootDatabase } from 'lmdb'
import {
  headKey,
  idKey,
  nameKey,
  numberValue,
  positionKey,
  readNumberValue,
  readPosition,
  revisionKey,
} from './keys.ts'
import { DamagedRecord, StoredRecord } from './record.ts'
import { DamagedHead, decodeHead, encodeHead, headName, type StreamHead } from './stream-head.ts'

/** One record of a group commit with what the indexes need of it. */
export interface LogWrite {
  position: number
  bytes: Buffer
  streamNumber: number
  /** Undefined for a tombstone, which the index does not hold. */
  revision: number | undefined
  /** The id when it is the first of its kind in the stream (§4.3). */
  newId: Buffer | undefined
}

/** Everything that one transaction makes durable (§11.3). */
export interface GroupWrites {
  records: LogWrite[]
  heads: Iterable<StreamHead>
  counters: LogCounters
}

export interface LogCounters {
  /** Position of the last record, 0 for an empty log. Never reused (§11.3). */
  lastPosition: number
  lastStreamNumber: number
  /** `created` of the last record: time never runs backwards along the log (§11.3). */
  lastCreatedMs: number
}

type Table = Database<Buffer, Uint8Array>

/** Address space for the mapped file, not memory: LMDB never has to move its map under a reader. Windows lets it grow. */
const mapSize = process.platform === 'win32' ? undefined : 2 ** 38
const maxRecentHeads = 4096
const countersKey = Buffer.from('counters')

/**
 * The durable log. Reads see committed and flushed data only: LMDB publishes a transaction to readers after the
 * synchronous write of its root page, and lmdb-js's overlapping sync, which would publish before the flush, is off.
 *
 * Reads are synchronous and short. A page of several reads within one synchronous block sees one snapshot.
 */
export class EventLog {
  private readonly root: RootDatabase<Buffer, Uint8Array>
  /** Position -> record. */
  private readonly records: Table
  /** Name of a stream -> its number. */
  private readonly names: Table
  /**
   * All that is known of a stream, by its number: head, positions of its revisions, revisions of its event ids. Side by side
   * in one tree, because an append touches all three: of most streams they share a page, and a flush writes pages.
   */
  private readonly streams: Table
  private readonly keys = {
    position: Buffer.alloc(8),
    head: Buffer.alloc(5),
    revision: Buffer.alloc(11),
    id: Buffer.alloc(21),
  }
  private current: LogCounters
  /** Durable heads met lately: every append and every look of a subscription needs one. */
  private readonly recentHeads = new Map<string, StreamHead>()

  /** Opens or creates the log below `directory`. `flush: false` keeps nothing past the process (in-memory mode). */
  constructor(directory: string, options: { flush: boolean }) {
    this.root = open<Buffer, Uint8Array>(directory, {
      encoding: 'binary',
      keyEncoding: 'binary',
      maxDbs: 8,
      ...(mapSize !== undefined && { mapSize }),
      overlappingSync: false,
      eventTurnBatching: false,
      noSync: !options.flush,
    })
    const table = (name: string): Table =>
      this.root.openDB<Buffer, Uint8Array>({ name, encoding: 'binary', keyEncoding: 'binary' })
    this.records = table('records')
    this.names = table('names')
    this.streams = table('streams')
    this.current = this.readCounters()
  }

  /** Counters of the durable state. */
  get counters(): LogCounters {
    return this.current
  }

  /** Position of the last durable event, 0 when there is none. */
  get lastPosition(): number {
    return this.current.lastPosition
  }

  /** Throws DamagedHead. */
  head(stream: string): StreamHead | undefined {
    const recent = this.recentHeads.get(stream)
    if (recent !== undefined) return recent
    const number = this.names.getBinary(nameKey(stream))
    if (number === undefined) return undefined
    const head = this.headOf(readNumberValue(number), stream)
    this.remember(head)
    return head
  }

  /** The record at a position from 1 to `lastPosition`. Throws DamagedRecord. */
  record(position: number): StoredRecord {
    const bytes = this.records.getBinary(positionKey(position, this.keys.position))
    // Positions have no holes: a missing one is a loss, not an end.
    if (bytes === undefined) throw new DamagedRecord(position, 'it is missing')
    return new StoredRecord(bytes, position)
  }

  /** Position of a revision that the stream has had. Throws DamagedRecord when the index lost it. */
  positionOf(head: Pick<StreamHead, 'name' | 'number'>, revision: number): number {
    const bytes = this.streams.getBinary(revisionKey(head.number, revision, this.keys.revision))
    if (bytes === undefined) throw new DamagedRecord(0, `revision ${revision} of stream '${head.name}' is not indexed`)
    return readNumberValue(bytes)
  }

  /** The event of a stream at a revision that the stream has had. Throws DamagedRecord. */
  recordOf(head: StreamHead, revision: number): StoredRecord {
    const position = this.positionOf(head, revision)
    const record = this.record(position)
    if (record.streamNumber !== head.number || record.revision !== BigInt(revision)) {
      throw new DamagedRecord(position, `the index took it for revision ${revision} of stream '${head.name}'`)
    }
    return record
  }

  /** First revision of an event id in a stream, or undefined (§4.3). */
  revisionOfId(streamNumber: number, id: Buffer): number | undefined {
    const bytes = this.streams.getBinary(idKey(streamNumber, id, this.keys.id))
    return bytes === undefined ? undefined : readNumberValue(bytes)
  }

  /** Heads of all streams that were ever written or described, in the order of their keys. Throws DamagedHead. */
  *heads(): Iterable<StreamHead> {
    for (const { value } of this.names.getRange({})) yield this.headOf(readNumberValue(value), undefined)
  }

  /** Entries of the tables, for comparison with the records. */
  get sizes(): { records: number; names: number; streams: number } {
    const size = (table: Table): number => (table.getStats() as { entryCount: number }).entryCount
    return { records: size(this.records), names: size(this.names), streams: size(this.streams) }
  }

  /**
   * Makes a group durable in one transaction: when the promise resolves, every part of it is flushed; when it rejects,
   * what the disk holds is unknown and the caller must stop writing.
   */
  async commit(group: GroupWrites): Promise<void> {
    await this.transact(() => {
      for (const write of group.records) {
        this.records.put(positionKey(write.position, this.keys.position), write.bytes)
        if (write.revision !== undefined) {
          const key = revisionKey(write.streamNumber, write.revision, this.keys.revision)
          this.streams.put(key, numberValue(write.position))
          if (write.newId !== undefined) {
            this.streams.put(idKey(write.streamNumber, write.newId, this.keys.id), numberValue(write.revision))
          }
        }
      }
      for (const head of group.heads) {
        this.streams.put(headKey(head.number, this.keys.head), encodeHead(head))
        if (head.number > this.current.lastStreamNumber) this.names.put(nameKey(head.name), numberValue(head.number))
      }
      this.root.put(countersKey, encodeCounters(group.counters))
    })
    this.root.resetReadTxn()
    this.current = group.counters
    for (const head of group.heads) this.remember(head)
  }

  private headOf(number: number, name: string | undefined): StreamHead {
    const bytes = this.streams.getBinary(headKey(number, this.keys.head))
    if (bytes === undefined) throw new DamagedHead(name ?? `number ${number}`)
    return decodeHead(bytes, name ?? headName(bytes))
  }

  private remember(head: StreamHead): void {
    if (this.recentHeads.size >= maxRecentHeads) this.recentHeads.clear()
    this.recentHeads.set(head.name, head)
  }

  private async transact(write: () => void): Promise<void> {
    try {
      await this.root.batch(write)
    } catch (error) {
      // lmdb-js gives the cause by a promise of its own, which must not be left to reject unheard.
      const { commitError } = error as { commitError?: Promise<unknown> }
      commitError?.catch((cause) => console.error('Writing the log failed:', cause))
      throw error
    }
  }

  async close(): Promise<void> {
    await this.root.close()
  }

  private readCounters(): LogCounters {
    const bytes = this.root.getBinary(countersKey)
    const [lastKey] = this.records.getKeys({ reverse: true, limit: 1 })
    const lastPosition = lastKey === undefined ? 0 : readPosition(lastKey)
    if (bytes === undefined && lastPosition === 0) return { lastPosition: 0, lastStreamNumber: 0, lastCreatedMs: 0 }
    const counters = bytes === undefined ? undefined : decodeCounters(bytes)
    if (counters === undefined || counters.lastPosition !== lastPosition) {
      throw new DamagedRecord(lastPosition, 'the counters of the log do not match its end')
    }
    return counters
  }
}

function encodeCounters(counters: LogCounters): Buffer {
  const bytes = Buffer.alloc(28)
  bytes.writeDoubleLE(counters.lastPosition, 4)
  bytes.writeDoubleLE(counters.lastStreamNumber, 12)
  bytes.writeDoubleLE(counters.lastCreatedMs, 20)
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0)
  return bytes
}

function decodeCounters(bytes: Buffer): LogCounters | undefined {
  if (bytes.length !== 28 || crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) return undefined
  return {
    lastPosition: bytes.readDoubleLE(4),
    lastStreamNumber: bytes.readDoubleLE(12),
    lastCreatedMs: bytes.readDoubleLE(20),
  }
}
