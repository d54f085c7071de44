import { binaryEvent, type EventData, jsonEvent } from '@eventstore/db-client'
import { isObject, parseExactly } from '../exact-json.ts'
import type { StoredRecord } from '../storage/record.ts'
import { formatUuid } from '../wire/uuid.ts'

/** Streams that are copied: all that users have written, with their metadata; a server makes its own system streams. */
export function isCopied(stream: string): boolean {
  return stream.startsWith('$$') ? !stream.startsWith('$$$') : !stream.startsWith('$')
}

/**
 * The event for the client: same id, type, data and metadata. Numbers in JSON keep every digit; data that claims to be JSON
 * and is not can only be sent as binary. The time of creation belongs to the server that stores: with `keepTimes` the
 * original one is added to the metadata as `$originalCreated` where that is a JSON object or empty.
 */
export function eventToCopy(record: StoredRecord, keepTimes: boolean): EventData {
  const id = formatUuid(record.id)
  const metadata = keepTimes ? withTime(record) : record.metadata
  const { type } = record
  if (record.isJson) {
    try {
      const data = parseExactly(record.data.toString('utf8')) as Record<string, unknown>
      return jsonEvent({ id, type, data, metadata })
    } catch {
      // Fall through: stored as it came, unreadable as JSON.
    }
  }
  return binaryEvent({ id, type, data: record.data, metadata })
}

function withTime(record: StoredRecord): Buffer {
  const $originalCreated = new Date(record.createdMs).toISOString()
  if (record.metadata.length === 0) return Buffer.from(JSON.stringify({ $originalCreated }))
  try {
    const metadata = parseExactly(record.metadata.toString('utf8'))
    return isObject(metadata) ? Buffer.from(JSON.stringify({ ...metadata, $originalCreated })) : record.metadata
  } catch {
    return record.metadata
  }
}
