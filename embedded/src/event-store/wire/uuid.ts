import type sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import { MalformedMessage, ProtobufReader } from './protobuf.ts'

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Sixteen bytes of a textual UUID in any case, or undefined when it is not one. */
export function parseUuid(text: string): Buffer | undefined {
  if (!pattern.test(text)) return undefined
  return Buffer.from(text.replaceAll('-', ''), 'hex')
}

/** Canonical lower-case text of sixteen bytes (§11.1). */
export function formatUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Sixteen bytes of a `event_store.client.UUID` message, structured or textual (§4.1, §11.1). */
export function readUuid(message: ProtobufReader): Buffer {
  let uuid: Buffer | undefined
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 2) {
      uuid = parseUuid(message.string())
      if (uuid === undefined) throw new MalformedMessage('An event id is not a UUID.')
    } else if (field === 1) uuid = readStructured(message.message())
    else message.skip()
  }
  if (uuid === undefined) throw new MalformedMessage('An event id is missing.')
  return uuid
}

function readStructured(message: ProtobufReader): Buffer {
  const uuid = Buffer.alloc(16)
  for (let field = message.nextField(); field !== 0; field = message.nextField()) {
    if (field === 1) uuid.writeBigInt64BE(message.int64(), 0)
    else if (field === 2) uuid.writeBigInt64BE(message.int64(), 8)
    else message.skip()
  }
  return uuid
}

/** As `readUuid`, of a message that the stubs have decoded. */
export function readUuidMessage(message: sharedPb.UUID): Buffer {
  return readUuid(new ProtobufReader(Buffer.from(message.serializeBinary())))
}
