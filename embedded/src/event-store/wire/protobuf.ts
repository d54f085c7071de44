/**
 * The few pieces of the protobuf encoding that the hot path needs. The generated stubs build an object per field; appends
 * and reads here go from bytes to bytes instead.
 */

/** Thrown for bytes that are not the expected message. Answered with INVALID_ARGUMENT (§3.1). */
export class MalformedMessage extends Error {
  override name = 'MalformedMessage'
}

export const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

/** Reads one message in place: byte fields are views on the given buffer, not copies. */
export class ProtobufReader {
  private readonly buffer: Buffer
  private position: number
  private readonly end: number
  /** Wire type of the field announced by the last `nextField()`. */
  type = 0

  constructor(buffer: Buffer) {
    this.buffer = buffer
    this.position = 0
    this.end = buffer.length
  }

  /** The number of the next field, or 0 at the end of the message. */
  nextField(): number {
    if (this.position >= this.end) return 0
    const tag = this.varint()
    this.type = tag & 7
    return Math.floor(tag / 8)
  }

  /** An unsigned varint as a number; exact up to 2^53. */
  varint(): number {
    let result = 0
    let factor = 1
    for (let length = 0; length < 10; length++) {
      if (this.position >= this.end) throw new MalformedMessage('A number is cut off.')
      const byte = this.buffer[this.position++]!
      result += (byte & 0x7f) * factor
      if (byte < 0x80) return result
      factor *= 128
    }
    throw new MalformedMessage('A number is longer than ten bytes.')
  }

  /** An unsigned 64-bit varint, exact. */
  uint64(): bigint {
    const start = this.position
    const approximate = this.varint()
    if (approximate <= Number.MAX_SAFE_INTEGER) return BigInt(approximate)
    let result = 0n
    for (let index = this.position - 1; index >= start; index--) {
      result = (result << 7n) | BigInt(this.buffer[index]! & 0x7f)
    }
    return BigInt.asUintN(64, result)
  }

  int64(): bigint {
    return BigInt.asIntN(64, this.uint64())
  }

  bool(): boolean {
    return this.varint() !== 0
  }

  bytes(): Buffer {
    if (this.type !== wireType.bytes) throw new MalformedMessage('A field has another type than expected.')
    const length = this.varint()
    const start = this.position
    if (start + length > this.end) throw new MalformedMessage('A field is cut off.')
    this.position = start + length
    return this.buffer.subarray(start, start + length)
  }

  string(): string {
    return this.bytes().toString('utf8')
  }

  message(): ProtobufReader {
    return new ProtobufReader(this.bytes())
  }

  /** Steps over a field that this reader does not know. */
  skip(): void {
    if (this.type === wireType.varint) this.varint()
    else if (this.type === wireType.bytes) this.bytes()
    else if (this.type === wireType.fixed64) this.advance(8)
    else if (this.type === wireType.fixed32) this.advance(4)
    else throw new MalformedMessage('A field has an unknown wire type.')
  }

  private advance(bytes: number): void {
    if (this.position + bytes > this.end) throw new MalformedMessage('A field is cut off.')
    this.position += bytes
  }
}

/** Bytes that `value` (a non-negative safe integer) takes as a varint. */
export function varintSize(value: number): number {
  let size = 1
  while (value >= 128) {
    value = Math.floor(value / 128)
    size++
  }
  return size
}

/** Writes `value` at `offset`; returns the offset behind it. */
export function writeVarint(target: Buffer, value: number, offset: number): number {
  while (value >= 128) {
    target[offset++] = (value % 128) | 0x80
    value = Math.floor(value / 128)
  }
  target[offset++] = value
  return offset
}

/** Bytes of a length-delimited field with a one-byte tag. */
export const lengthDelimitedSize = (length: number): number => 1 + varintSize(length) + length

/** Writes tag and length of a length-delimited field; the caller writes the content at the returned offset. */
export function writeLengthPrefix(target: Buffer, field: number, length: number, offset: number): number {
  target[offset++] = (field << 3) | wireType.bytes
  return writeVarint(target, length, offset)
}

/** Unsigned 64-bit varint bytes of any value up to 2^64 - 1. */
export function uint64Bytes(value: bigint): Buffer {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  while (rest >= 128n) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Buffer.from(bytes)
}
