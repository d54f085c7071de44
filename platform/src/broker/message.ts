import { categoryOfStream, type EventDefinition } from '@one-hcm/contracts/kernel/event'
import { z } from 'zod'
import type { StoredEvent } from '../event-store/codec.ts'

/** One event on its way to the broker. */
export type Message = {
  /** Id of the event; what consumers deduplicate by. */
  readonly id: string
  /** Type of the event. */
  readonly type: string
  /** `<context>.<category>.<EventType>`. */
  readonly routingKey: string
  /** A CloudEvent in JSON. */
  readonly content: Buffer
}

export const CONTENT_TYPE = 'application/cloudevents+json'

/** Context of events whose type this release does not know: they are passed on for those who do. */
const UNKNOWN_CONTEXT = 'unknown'

/** What is no event of ours. The text never quotes the message: it could hold anything. */
export class MalformedMessage extends Error {
  override name = 'MalformedMessage'
}

/**
 * A stored event as a CloudEvent 1.0. `data` is the data as it is stored, so personal fields stay sealed on the wire.
 * Extension attributes hold the place in the log (`revision`; `position` and `prepare` as text, being 64 bits wide),
 * when the store recorded it (`recordedat`), and `metadata` (JSON text, since attributes cannot be objects). The reader
 * turns it back with `fromMessage` and decodes it with the codec.
 */
export function toMessage(stored: StoredEvent, definition: EventDefinition | undefined): Message {
  const context = definition?.context ?? UNKNOWN_CONTEXT
  const occurredAt = (stored.metadata as { occurred_at?: unknown } | null | undefined)?.occurred_at
  const cloudEvent = {
    specversion: '1.0',
    id: stored.id,
    source: `/one-hcm/${context}`,
    type: stored.type,
    subject: stored.stream,
    time: typeof occurredAt === 'string' ? occurredAt : undefined,
    datacontenttype: 'application/json',
    revision: stored.revision,
    position: String(stored.position),
    prepare: String(stored.prepare),
    recordedat: new Date(stored.createdAt).toISOString(),
    metadata: JSON.stringify(stored.metadata ?? null),
    data: stored.data,
  }
  return {
    id: stored.id,
    type: stored.type,
    routingKey: `${context}.${categoryOfStream(stored.stream)}.${stored.type}`,
    content: Buffer.from(JSON.stringify(cloudEvent)),
  }
}

const decimal = z.string().regex(/^\d{1,19}$/)

const cloudEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().min(1),
  revision: z.number().int().nonnegative(),
  position: decimal,
  prepare: decimal,
  recordedat: z.iso.datetime(),
  metadata: z.string(),
  data: z.record(z.string(), z.unknown()),
})

/** The event as it was stored. Throws `MalformedMessage`, which says what does not fit. */
export function fromMessage(content: Buffer): StoredEvent {
  const parsed = cloudEventSchema.safeParse(parseJson(content.toString(), 'the message'))
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'the message')))
    throw new MalformedMessage(`not an event of ours: ${[...fields].join(', ')}`)
  }
  const { id, type, subject, revision, position, prepare, recordedat, metadata, data } = parsed.data
  return {
    id,
    stream: subject,
    type,
    revision,
    position: BigInt(position),
    prepare: BigInt(prepare),
    createdAt: Date.parse(recordedat),
    data,
    metadata: parseJson(metadata, 'metadata'),
  }
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new MalformedMessage(`${what} is not JSON`)
  }
}
