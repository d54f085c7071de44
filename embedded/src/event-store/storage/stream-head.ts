import { crc32 } from 'node:zlib'
import type { StreamMetadata } from '../stream-metadata.ts'

/** What the server knows of a stream without reading its events. */
export interface StreamHead {
  readonly name: string
  /** Short name of the stream in indexes; 0 until the stream is first written. */
  readonly number: number
  /** Last revision, -1 when no event was ever written. */
  readonly last: number
  /** Position of the tombstone (§5.3), 0 when there is none. */
  readonly tombstonePosition: number
  /** Effective metadata: that of the last event of `$$stream` (§5.1). */
  readonly metadata: StreamMetadata
}

const fixedSize = 64
const flag = { softDeleted: 1, truncateBefore: 2, maxCount: 4, maxAge: 8 } as const

/** Thrown for a head whose checksum is wrong. */
export class DamagedHead extends Error {
  override name = 'DamagedHead'
  constructor(stream: string) {
    super(`The index entry of stream '${stream}' is damaged. It is not served; restore the data directory.`)
  }
}

export function encodeHead(head: StreamHead): Buffer {
  const name = Buffer.from(head.name)
  const bytes = Buffer.alloc(fixedSize + name.length)
  const { softDeleted, truncateBefore, maxCount, maxAgeSeconds } = head.metadata
  bytes.writeUInt32LE(
    (softDeleted ? flag.softDeleted : 0) |
      (truncateBefore === undefined ? 0 : flag.truncateBefore) |
      (maxCount === undefined ? 0 : flag.maxCount) |
      (maxAgeSeconds === undefined ? 0 : flag.maxAge),
    4,
  )
  bytes.writeUInt32LE(head.number, 8)
  bytes.writeDoubleLE(head.last, 16)
  bytes.writeDoubleLE(head.tombstonePosition, 24)
  bytes.writeDoubleLE(truncateBefore ?? 0, 32)
  bytes.writeDoubleLE(maxCount ?? 0, 40)
  bytes.writeDoubleLE(maxAgeSeconds ?? 0, 48)
  name.copy(bytes, fixedSize)
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0)
  return bytes
}

/** Throws DamagedHead when the bytes are not a head of the stream called `name`. */
export function decodeHead(bytes: Buffer, name: string): StreamHead {
  if (bytes.length < fixedSize || crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) throw new DamagedHead(name)
  // §11.1: long names are found by their hash, so the name itself is compared.
  if (bytes.toString('utf8', fixedSize) !== name) throw new DamagedHead(name)
  const flags = bytes.readUInt32LE(4)
  return {
    name,
    number: bytes.readUInt32LE(8),
    last: bytes.readDoubleLE(16),
    tombstonePosition: bytes.readDoubleLE(24),
    metadata: {
      softDeleted: (flags & flag.softDeleted) !== 0,
      truncateBefore: flags & flag.truncateBefore ? bytes.readDoubleLE(32) : undefined,
      maxCount: flags & flag.maxCount ? bytes.readDoubleLE(40) : undefined,
      maxAgeSeconds: flags & flag.maxAge ? bytes.readDoubleLE(48) : undefined,
    },
  }
}

/** The name inside an encoded head, for walks over all streams. */
export const headName = (bytes: Buffer): string => bytes.toString('utf8', fixedSize)
