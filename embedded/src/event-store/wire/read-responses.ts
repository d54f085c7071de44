import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import type { ResolvedEvent } from '../reading/links.ts'
import type { StoredRecord } from '../storage/record.ts'
import { streamIdentifier } from './batch-append-errors.ts'
import { lengthDelimitedSize, varintSize, writeLengthPrefix, writeVarint } from './protobuf.ts'

/** How the reader wants ids (§6.1). */
export type UuidForm = 'string' | 'structured'

const emptyBuffer = Buffer.alloc(0)

/** `ReadResp` with one event. The common case, no link and text ids, is the stored bytes themselves. */
export function readResponse({ event, link }: ResolvedEvent, form: UuidForm): Buffer {
  if (link === undefined && form === 'string') return event.readResponse
  const position = (link ?? event).position
  const eventBytes = event === undefined ? emptyBuffer : recordedEvent(event, form)
  const linkBytes = link === undefined ? emptyBuffer : recordedEvent(link, form)
  const size =
    (event === undefined ? 0 : lengthDelimitedSize(eventBytes.length)) +
    (link === undefined ? 0 : lengthDelimitedSize(linkBytes.length)) +
    1 +
    varintSize(position)
  const bytes = Buffer.allocUnsafe(lengthDelimitedSize(size))
  let offset = writeLengthPrefix(bytes, 1, size, 0)
  if (event !== undefined) {
    offset = writeLengthPrefix(bytes, 1, eventBytes.length, offset)
    offset += eventBytes.copy(bytes, offset)
  }
  if (link !== undefined) {
    offset = writeLengthPrefix(bytes, 2, linkBytes.length, offset)
    offset += linkBytes.copy(bytes, offset)
  }
  bytes[offset++] = 3 << 3
  writeVarint(bytes, position, offset)
  return bytes
}

/** Stored events begin with their id as text: field 1, 38 bytes. */
const storedIdSize = 40

/** The `RecordedEvent` message with its id in the wanted form. */
export function recordedEvent(record: StoredRecord, form: UuidForm): Buffer {
  if (form === 'string') return record.recordedEvent
  const structured = new sharedPb.UUID.Structured()
  structured.setMostSignificantBits(String(record.id.readBigInt64BE(0)))
  structured.setLeastSignificantBits(String(record.id.readBigInt64BE(8)))
  const uuid = new sharedPb.UUID()
  uuid.setStructured(structured)
  const id = uuid.serializeBinary()
  const prefix = Buffer.alloc(lengthDelimitedSize(id.length))
  prefix.set(id, writeLengthPrefix(prefix, 1, id.length, 0))
  return Buffer.concat([prefix, record.recordedEvent.subarray(storedIdSize)])
}

const serialized = (response: streamsPb.ReadResp): Buffer => Buffer.from(response.serializeBinary())

/** §6.3 */
export function streamNotFound(stream: string): Buffer {
  const notFound = new streamsPb.ReadResp.StreamNotFound()
  notFound.setStreamIdentifier(streamIdentifier(stream))
  const response = new streamsPb.ReadResp()
  response.setStreamNotFound(notFound)
  return serialized(response)
}

/** §6.6 step 1 */
export function subscriptionConfirmation(subscriptionId: string): Buffer {
  const confirmation = new streamsPb.ReadResp.SubscriptionConfirmation()
  confirmation.setSubscriptionId(subscriptionId)
  const response = new streamsPb.ReadResp()
  response.setConfirmation(confirmation)
  return serialized(response)
}

/** §6.6 step 3 */
export function caughtUp(): Buffer {
  const response = new streamsPb.ReadResp()
  response.setCaughtUp(new streamsPb.ReadResp.CaughtUp())
  return serialized(response)
}

/** §6.6, of filtered `$all` subscriptions. */
export function checkpoint(position: number): Buffer {
  const reached = new streamsPb.ReadResp.Checkpoint()
  reached.setCommitPosition(String(position))
  reached.setPreparePosition(String(position))
  const response = new streamsPb.ReadResp()
  response.setCheckpoint(reached)
  return serialized(response)
}
