import { createHash } from 'node:crypto'

/**
 * Name-based UUID (RFC 9562 version 5 layout, SHA-1): the same parts always give the same id. Ids of created things and
 * of events derive from the command id this way, so that the store itself refuses doubles (design §4).
 */
export function deriveId(...parts: readonly string[]): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(parts.join('\u0000')).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Random once, fixed for ever: separates our derived ids from everybody else's. */
const NAMESPACE = Buffer.from('6f1d2a0e9c4b4d7fae35b8c0f2e71d94', 'hex')
