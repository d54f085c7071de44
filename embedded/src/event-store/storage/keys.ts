import { createHash } from 'node:crypto'

/** Names up to this many bytes are keys themselves; LMDB takes at most 1978 bytes (§11.1). */
const longestPlainName = 1024

function writeUint48(target: Buffer, value: number, offset: number): void {
  target.writeUIntBE(value, offset, 6)
}

/** Key of a record: its position, big-endian, so that the log is in order. */
export function positionKey(position: number, target: Buffer = Buffer.allocUnsafe(8)): Buffer {
  target.writeUInt16BE(0, 0)
  writeUint48(target, position, 2)
  return target
}

export const readPosition = (key: Uint8Array): number =>
  Buffer.from(key.buffer, key.byteOffset, key.length).readUIntBE(2, 6)

/** What an entry of a stream is; the keys of a stream are adjacent. */
const kind = { head: 0, revision: 1, id: 2 } as const

/** Key of a stream's head. */
export function headKey(streamNumber: number, target: Buffer = Buffer.allocUnsafe(5)): Buffer {
  target.writeUInt32BE(streamNumber, 0)
  target[4] = kind.head
  return target
}

/** Key of the index (stream, revision) -> position. */
export function revisionKey(streamNumber: number, revision: number, target: Buffer = Buffer.allocUnsafe(11)): Buffer {
  target.writeUInt32BE(streamNumber, 0)
  target[4] = kind.revision
  writeUint48(target, revision, 5)
  return target
}

/** Key of the index (stream, event id) -> first revision (§4.3). */
export function idKey(streamNumber: number, id: Buffer, target: Buffer = Buffer.allocUnsafe(21)): Buffer {
  target.writeUInt32BE(streamNumber, 0)
  target[4] = kind.id
  id.copy(target, 5, 0, 16)
  return target
}

/** Key of the table name -> number. Long names are hashed; the head holds the whole name to compare. */
export function nameKey(name: string): Buffer {
  const length = Buffer.byteLength(name)
  if (length <= longestPlainName) {
    const key = Buffer.allocUnsafe(length + 1)
    key[0] = 1
    key.write(name, 1, 'utf8')
    return key
  }
  return Buffer.concat([Buffer.from([2]), createHash('sha512').update(name).digest()])
}

export function numberValue(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(6)
  writeUint48(bytes, value, 0)
  return bytes
}

export const readNumberValue = (bytes: Buffer): number => bytes.readUIntBE(0, 6)
