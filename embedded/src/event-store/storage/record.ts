import { crc32 } from 'node:zlib'
import { isHiddenFromAll, linkType, type ProposedEvent, tombstoneRevision } from '../event.ts'
import { lengthDelimitedSize, uint64Bytes, varintSize, writeLengthPrefix, writeVarint } from '../wire/protobuf.ts'
import { formatUuid } from '../wire/uuid.ts'

/**
 * One stored event: a fixed header for the server and, behind it, the very bytes that a read answers with (a `ReadResp`
 * message without link, ids as strings), so that serving history costs a copy and a checksum.
 *
 * | offset | size | content |
 * | --- | --- | --- |
 * | 0 | 4 | CRC-32 of everything behind it |
 * | 4 | 1 | flags |
 * | 5 | 3 | zero |
 * | 8 | 4 | number of the stream |
 * | 12 | 4 | offset of the RecordedEvent message |
 * | 16 | 8 | position in the log |
 * | 24 | 8 | revision in the stream, unsigned 64 bits |
 * | 32 | 8 | created, milliseconds since the epoch |
 * | 40 | 16 | event id |
 * | 56 | 32 | offset and length of stream name, type, data, custom metadata |
 */
const headerSize = 88

const flag = { json: 1, link: 2, tombstone: 4, hidden: 8 } as const

/** A record that is not what was written. It is refused, never served. */
export class DamagedRecord extends Error {
  override name = 'DamagedRecord'
  constructor(position: number, reason: string) {
    super(`The record at position ${position} is damaged: ${reason}. It is not served; restore the data directory.`)
  }
}

export interface NewRecord {
  event: ProposedEvent
  stream: string
  streamNumber: number
  /** Ignored for tombstones, whose revision is the largest int64. */
  revision: number
  position: number
  createdMs: number
  isTombstone: boolean
}

const contentTypeKey = Buffer.from('content-type')
const createdKey = Buffer.from('created')
const typeKey = Buffer.from('type')
const jsonContentType = Buffer.from('application/json')
const binaryContentType = Buffer.from('application/octet-stream')

const mapEntrySize = (key: Buffer, valueLength: number): number =>
  lengthDelimitedSize(key.length) + lengthDelimitedSize(valueLength)

function writeMapEntry(target: Buffer, key: Buffer, valueLength: number, offset: number): number {
  offset = writeLengthPrefix(target, 6, mapEntrySize(key, valueLength), offset)
  offset = writeLengthPrefix(target, 1, key.length, offset)
  offset += key.copy(target, offset)
  return writeLengthPrefix(target, 2, valueLength, offset)
}

/** The stored form of an event, checksum included. */
export function encodeRecord(record: NewRecord): Buffer {
  const { event, position } = record
  const streamLength = Buffer.byteLength(record.stream)
  const typeLength = Buffer.byteLength(event.type)
  // §4.1: `created` in 100 ns ticks, `content-type` reduced to the flag.
  const created = `${record.createdMs}0000`
  const contentType = event.isJson ? jsonContentType : binaryContentType
  const revision = record.isTombstone ? uint64Bytes(tombstoneRevision) : undefined
  const positionSize = varintSize(position)

  const recordedSize =
    2 +
    38 +
    lengthDelimitedSize(lengthDelimitedSize(streamLength)) +
    1 +
    (revision?.length ?? varintSize(record.revision)) +
    2 * (1 + positionSize) +
    lengthDelimitedSize(mapEntrySize(typeKey, typeLength)) +
    lengthDelimitedSize(mapEntrySize(createdKey, created.length)) +
    lengthDelimitedSize(mapEntrySize(contentTypeKey, contentType.length)) +
    (event.metadata.length === 0 ? 0 : lengthDelimitedSize(event.metadata.length)) +
    (event.data.length === 0 ? 0 : lengthDelimitedSize(event.data.length))
  const readEventSize = lengthDelimitedSize(recordedSize) + 1 + positionSize

  const bytes = Buffer.allocUnsafe(headerSize + lengthDelimitedSize(readEventSize))
  let offset = writeLengthPrefix(bytes, 1, readEventSize, headerSize)
  offset = writeLengthPrefix(bytes, 1, recordedSize, offset)
  const recordedOffset = offset

  offset = writeLengthPrefix(bytes, 1, 38, offset)
  offset = writeLengthPrefix(bytes, 2, 36, offset)
  offset += bytes.write(formatUuid(event.id), offset, 'latin1')
  offset = writeLengthPrefix(bytes, 2, lengthDelimitedSize(streamLength), offset)
  offset = writeLengthPrefix(bytes, 3, streamLength, offset)
  const streamOffset = offset
  offset += bytes.write(record.stream, offset, 'utf8')
  bytes[offset++] = 3 << 3
  if (revision === undefined) offset = writeVarint(bytes, record.revision, offset)
  else offset += revision.copy(bytes, offset)
  bytes[offset++] = 4 << 3
  offset = writeVarint(bytes, position, offset)
  bytes[offset++] = 5 << 3
  offset = writeVarint(bytes, position, offset)
  offset = writeMapEntry(bytes, typeKey, typeLength, offset)
  const typeOffset = offset
  offset += bytes.write(event.type, offset, 'utf8')
  offset = writeMapEntry(bytes, createdKey, created.length, offset)
  offset += bytes.write(created, offset, 'latin1')
  offset = writeMapEntry(bytes, contentTypeKey, contentType.length, offset)
  offset += contentType.copy(bytes, offset)
  if (event.metadata.length > 0) {
    offset = writeLengthPrefix(bytes, 7, event.metadata.length, offset)
    offset += event.metadata.copy(bytes, offset)
  }
  const metadataOffset = offset - event.metadata.length
  if (event.data.length > 0) {
    offset = writeLengthPrefix(bytes, 8, event.data.length, offset)
    offset += event.data.copy(bytes, offset)
  }
  const dataOffset = offset - event.data.length
  bytes[offset++] = 3 << 3
  offset = writeVarint(bytes, position, offset)
  if (offset !== bytes.length) throw new Error(`A record of ${bytes.length} bytes was filled with ${offset}.`)

  bytes.writeUInt32LE(
    (event.isJson ? flag.json : 0) |
      (event.type === linkType ? flag.link : 0) |
      (record.isTombstone ? flag.tombstone : 0) |
      (isHiddenFromAll(record.stream) ? flag.hidden : 0),
    4,
  )
  bytes.writeUInt32LE(record.streamNumber, 8)
  bytes.writeUInt32LE(recordedOffset, 12)
  bytes.writeDoubleLE(position, 16)
  bytes.writeBigUInt64LE(record.isTombstone ? tombstoneRevision : BigInt(record.revision), 24)
  bytes.writeDoubleLE(record.createdMs, 32)
  event.id.copy(bytes, 40, 0, 16)
  bytes.writeUInt32LE(streamOffset, 56)
  bytes.writeUInt32LE(streamLength, 60)
  bytes.writeUInt32LE(typeOffset, 64)
  bytes.writeUInt32LE(typeLength, 68)
  bytes.writeUInt32LE(dataOffset, 72)
  bytes.writeUInt32LE(event.data.length, 76)
  bytes.writeUInt32LE(metadataOffset, 80)
  bytes.writeUInt32LE(event.metadata.length, 84)
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0)
  return bytes
}

/** A stored event, decoded as far as a caller asks. Constructing one verifies the checksum. */
export class StoredRecord {
  readonly bytes: Buffer

  /** Throws DamagedRecord when the bytes are not the ones once stored at `position`. */
  constructor(bytes: Buffer, position: number) {
    if (bytes.length < headerSize) throw new DamagedRecord(position, 'it is cut off')
    if (crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) throw new DamagedRecord(position, 'its checksum is wrong')
    if (bytes.readDoubleLE(16) !== position) throw new DamagedRecord(position, 'it belongs to another position')
    this.bytes = bytes
  }

  get isJson(): boolean {
    return (this.bytes[4]! & flag.json) !== 0
  }
  get isLink(): boolean {
    return (this.bytes[4]! & flag.link) !== 0
  }
  get isTombstone(): boolean {
    return (this.bytes[4]! & flag.tombstone) !== 0
  }
  get isHidden(): boolean {
    return (this.bytes[4]! & flag.hidden) !== 0
  }
  get streamNumber(): number {
    return this.bytes.readUInt32LE(8)
  }
  get position(): number {
    return this.bytes.readDoubleLE(16)
  }
  /** Exact for tombstones as well. */
  get revision(): bigint {
    return this.bytes.readBigUInt64LE(24)
  }
  get createdMs(): number {
    return this.bytes.readDoubleLE(32)
  }
  get id(): Buffer {
    return this.bytes.subarray(40, 56)
  }
  get stream(): string {
    return this.text(56)
  }
  get type(): string {
    return this.text(64)
  }
  get data(): Buffer {
    return this.slice(72)
  }
  get metadata(): Buffer {
    return this.slice(80)
  }
  /** The whole `ReadResp` message: event, no link, commit position. */
  get readResponse(): Buffer {
    return this.bytes.subarray(headerSize)
  }
  /** The bare `RecordedEvent` message, the same in Streams and PersistentSubscriptions. */
  get recordedEvent(): Buffer {
    const start = this.bytes.readUInt32LE(12)
    return this.bytes.subarray(start, this.bytes.length - 1 - varintSize(this.position))
  }

  private slice(at: number): Buffer {
    const offset = this.bytes.readUInt32LE(at)
    return this.bytes.subarray(offset, offset + this.bytes.readUInt32LE(at + 4))
  }

  private text(at: number): string {
    const offset = this.bytes.readUInt32LE(at)
    return this.bytes.toString('utf8', offset, offset + this.bytes.readUInt32LE(at + 4))
  }
}
