import type { ProposedEvent } from '../event.ts'
import { any, type ExpectedRevision, noStream, streamExists } from '../expected-revision.ts'
import {
  MalformedMessage,
  ProtobufReader,
  uint64Bytes,
  varintSize,
  writeLengthPrefix,
  writeVarint,
} from './protobuf.ts'
import { readUuid } from './uuid.ts'

/** Thrown for an event without `type` or `content-type` (§4.1). */
export class MissingMetadataProperty extends Error {
  override name = 'MissingMetadataProperty'
}

export interface AppendOptions {
  stream: string
  expected: ExpectedRevision
  /** Milliseconds since the epoch, of batch appends only (§1.5). */
  deadlineMs: number | undefined
}

/** One message of a classic append: options first, then one event each. */
export type AppendRequest =
  | { options: AppendOptions; event?: undefined }
  | { options?: undefined; event: ProposedEvent }

/** One chunk of a batch append (§4.6). */
export interface BatchAppendRequest {
  /** The `UUID` message as it came, for the reply. */
  correlationId: Buffer
  options: AppendOptions | undefined
  /** `ProposedMessage` messages, not yet decoded. */
  events: Buffer[]
  isFinal: boolean
}

const emptyBuffer = Buffer.alloc(0)

/** Throws MalformedMessage or MissingMetadataProperty. */
export function readAppendRequest(bytes: Buffer): AppendRequest {
  const message = new ProtobufReader(bytes)
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 1) return { options: readAppendOptions(message.message()) }
    if (field === 2) return { event: readProposedEvent(message.bytes()) }
    message.skip()
  }
  throw new MalformedMessage('An append request holds neither options nor an event.')
}

/** Throws MalformedMessage. */
export function readBatchAppendRequest(bytes: Buffer): BatchAppendRequest {
  const message = new ProtobufReader(bytes)
  let correlationId: Buffer | undefined
  let options: AppendOptions | undefined
  const events: Buffer[] = []
  let isFinal = false
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 1) correlationId = message.bytes()
    else if (field === 2) options = readAppendOptions(message.message())
    else if (field === 3) events.push(message.bytes())
    else if (field === 4) isFinal = message.bool()
    else message.skip()
  }
  if (correlationId === undefined) throw new MalformedMessage('A batch append lacks its correlation id.')
  return { correlationId, options, events, isFinal }
}

/** The name inside a `StreamIdentifier` message. */
export function readStreamIdentifier(message: ProtobufReader): string {
  let name = ''
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 3) name = message.string()
    else message.skip()
  }
  return name
}

function readAppendOptions(message: ProtobufReader): AppendOptions {
  let stream = ''
  let expected: ExpectedRevision | undefined
  let deadlineMs: number | undefined
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 1) stream = readStreamIdentifier(message.message())
    else if (field === 2) expected = { kind: 'revision', revision: message.uint64() }
    else if (field === 6) deadlineMs = readTimestamp(message.message())
    else {
      if (field === 3) expected = noStream
      else if (field === 4) expected = any
      else if (field === 5) expected = streamExists
      message.skip()
    }
  }
  if (expected === undefined) throw new MalformedMessage('An append lacks its expected revision.')
  return { stream, expected, deadlineMs }
}

function readTimestamp(message: ProtobufReader): number {
  let milliseconds = 0
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 1) milliseconds += Number(message.int64()) * 1000
    else if (field === 2) milliseconds += Math.floor(message.varint() / 1e6)
    else message.skip()
  }
  return milliseconds
}

/** Throws MalformedMessage or MissingMetadataProperty (§4.1). */
export function readProposedEvent(bytes: Buffer): ProposedEvent {
  const message = new ProtobufReader(bytes)
  let id: Buffer | undefined
  let type: string | undefined
  let contentType: string | undefined
  let metadata: Buffer = emptyBuffer
  let data: Buffer = emptyBuffer
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 1) id = readUuid(message.message())
    else if (field === 2) {
      const [key, value] = readMapEntry(message.message())
      if (key === 'type') type = value
      else if (key === 'content-type') contentType = value
    } else if (field === 3) metadata = message.bytes()
    else if (field === 4) data = message.bytes()
    else message.skip()
  }
  if (type === undefined || contentType === undefined) throw new MissingMetadataProperty()
  if (type === '') throw new MalformedMessage('The type of an event is empty.')
  if (id === undefined || id.every((byte) => byte === 0)) throw new MalformedMessage('An event has no id.')
  return { id, type, isJson: contentType === 'application/json', data, metadata }
}

function readMapEntry(message: ProtobufReader): [key: string, value: string] {
  let key = ''
  let value = ''
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 1) key = message.string()
    else if (field === 2) value = message.string()
    else message.skip()
  }
  return [key, value]
}

/** `BatchAppendResp` with success (§4.5). `revision` is -1 for a stream without events. */
export function batchAppendSuccess(
  correlationId: Buffer,
  options: AppendOptions,
  revision: number,
  position: number | undefined,
): Buffer {
  const nameLength = Buffer.byteLength(options.stream)
  const bytes = Buffer.allocUnsafe(correlationId.length + nameLength + 96)
  let offset = writeLengthPrefix(bytes, 1, correlationId.length, 0)
  offset += correlationId.copy(bytes, offset)

  const revisionSize = revision === -1 ? 2 : 1 + varintSize(revision)
  const allPositionSize = position === undefined ? 0 : 2 * (1 + varintSize(position))
  offset = writeLengthPrefix(bytes, 3, revisionSize + 2 + allPositionSize, offset)
  if (revision === -1) offset = writeLengthPrefix(bytes, 2, 0, offset)
  else {
    bytes[offset++] = 1 << 3
    offset = writeVarint(bytes, revision, offset)
  }
  offset = writeLengthPrefix(bytes, position === undefined ? 4 : 3, allPositionSize, offset)
  if (position !== undefined) {
    bytes[offset++] = 1 << 3
    offset = writeVarint(bytes, position, offset)
    bytes[offset++] = 2 << 3
    offset = writeVarint(bytes, position, offset)
  }

  offset = writeLengthPrefix(bytes, 4, 1 + varintSize(nameLength) + nameLength, offset)
  offset = writeLengthPrefix(bytes, 3, nameLength, offset)
  offset += bytes.write(options.stream, offset, 'utf8')
  if (options.expected.kind === 'revision') {
    bytes[offset++] = 5 << 3
    offset += uint64Bytes(options.expected.revision).copy(bytes, offset)
  } else {
    const field = { 'no-stream': 6, any: 7, 'stream-exists': 8 }[options.expected.kind]
    offset = writeLengthPrefix(bytes, field, 0, offset)
  }
  return bytes.subarray(0, offset)
}
