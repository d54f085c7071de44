import { erased } from '@one-hcm/contracts/kernel/erased'
import {
  type DomainEvent,
  type EventDefinition,
  type EventMetadata,
  metadataSchema,
  type Recorded,
} from '@one-hcm/contracts/kernel/event'
import type { z } from 'zod'
import type { KeyRing, PersonKey } from '../privacy/key-ring.ts'
import { openBytes, sealBytes } from '../privacy/sealing.ts'

/** An event as the store keeps it: sealed envelopes by person beside the clear fields. */
export type StoredEvent = {
  id: string
  stream: string
  type: string
  revision: number
  position: bigint
  prepare: bigint
  /** When the store recorded it, in milliseconds since the epoch. */
  createdAt: number
  data: Record<string, unknown>
  metadata: unknown
}

export type NewEvent = { id: string; type: string; data: Record<string, unknown>; metadata: EventMetadata }

/** What the codec makes of a stored event: ours, somebody else's, or ours but unreadable. */
export type Decoded =
  | { kind: 'event'; event: Recorded }
  | { kind: 'foreign' }
  | { kind: 'unreadable'; stored: StoredEvent; reason: string }

/** Field of the stored data that holds the envelopes. */
const SEALED = 'sealed'

/**
 * Turns events into stored bytes and back; nothing else touches event bytes (design §3). Writing validates and seals,
 * reading unseals, upcasts and validates. A destroyed key gives `erased` fields, never an error.
 */
export type Codec = {
  /** Throws when the event does not fit its schema: that is a defect of the decision, never of the input. */
  encode(stream: string, id: string, event: DomainEvent, metadata: EventMetadata): Promise<NewEvent>
  /** In the given order, with one look-up of keys for all of them. */
  decode(stored: readonly StoredEvent[]): Promise<Decoded[]>
}

export function createCodec(keys: KeyRing, definitionOf: (type: string) => EventDefinition | undefined): Codec {
  return {
    encode: async (stream, id, event, metadata) => {
      const definition = definitionOf(event.type)
      if (!definition) throw new Error(`Event type ${event.type} is not in the registry`)
      const data = definition.schema.parse(event.data) as Record<string, unknown>
      const stored = { ...data }
      const envelopes: Record<string, string> = {}
      for (const [personId, fields] of fieldsByPerson(definition, data)) {
        // With nothing said about the person there is nothing to seal: what goes on without them needs no key of theirs.
        if (fields.every((field) => (data[field] ?? null) === null)) continue
        const personal: Record<string, unknown> = {}
        for (const field of fields) {
          personal[field] = data[field]
          delete stored[field]
        }
        const key = await keys.keyForWriting(personId)
        const plain = Buffer.from(JSON.stringify(personal))
        envelopes[personId] = sealBytes(key, plain, envelopeContext(stream, id, personId)).toString('base64')
      }
      if (Object.keys(envelopes).length > 0) stored[SEALED] = envelopes
      return { id, type: event.type, data: stored, metadata: { ...metadata, schema_version: definition.version } }
    },

    decode: async (stored) => {
      const people = new Set<string>()
      for (const { data } of stored) for (const id of Object.keys(envelopesOf(data))) people.add(id)
      const personKeys = await keys.keysForReading(people)
      return stored.map((event) => decodeOne(event, definitionOf(event.type), personKeys))
    },
  }
}

/** Binds an envelope to its place: it cannot be copied to another event or person. */
const envelopeContext = (stream: string, eventId: string, personId: string) => `event|${stream}|${eventId}|${personId}`

const envelopesOf = (data: unknown): Record<string, string> =>
  ((data as Record<string, unknown> | null)?.[SEALED] as Record<string, string> | undefined) ?? {}

function decodeOne(
  stored: StoredEvent,
  definition: EventDefinition | undefined,
  keys: ReadonlyMap<string, PersonKey>,
): Decoded {
  if (!definition) return stored.type.startsWith('$') ? { kind: 'foreign' } : unreadable(stored, 'unknown event type')
  const metadata = metadataSchema.safeParse(stored.metadata)
  if (!metadata.success) return unreadable(stored, 'metadata does not fit its schema')
  if (metadata.data.schema_version > definition.version) return unreadable(stored, 'written by a newer release')
  try {
    const { [SEALED]: _, ...clear } = stored.data
    let data: Record<string, unknown> = clear
    const erasedPeople = new Set<string>()
    for (const [personId, envelope] of Object.entries(envelopesOf(stored.data))) {
      const key = keys.get(personId)
      if (key === undefined) return unreadable(stored, 'no key for a sealed envelope')
      if (key === 'destroyed') {
        erasedPeople.add(personId)
        continue
      }
      const sealed = Buffer.from(envelope, 'base64')
      const plain = openBytes(key, sealed, envelopeContext(stored.stream, stored.id, personId))
      data = { ...data, ...(JSON.parse(plain.toString()) as Record<string, unknown>) }
    }
    for (let version = metadata.data.schema_version; version < definition.version; version++) {
      const upcast = definition.upcasters[version]
      if (!upcast) return unreadable(stored, `no upcaster from version ${version}`)
      data = upcast(data)
    }
    const lost = new Set<string>()
    if (erasedPeople.size > 0)
      for (const [personId, fields] of fieldsByPerson(definition, data))
        if (erasedPeople.has(personId)) for (const field of fields) lost.add(field)
    const parsed = schemaWithout(definition, lost).parse(data) as Record<string, unknown>
    for (const field of lost) parsed[field] = erased
    const { createdAt: _created, ...recorded } = stored
    return { kind: 'event', event: { ...recorded, data: parsed, metadata: metadata.data } as Recorded }
  } catch (error) {
    return unreadable(stored, describe(error))
  }
}

/**
 * Personal fields by the person they are about. One person may stand in several subject fields (somebody who acts on
 * themselves): their fields share one envelope. A subject that is not named has nothing to seal with.
 */
function fieldsByPerson(definition: EventDefinition, data: Record<string, unknown>): Map<string, string[]> {
  const byPerson = new Map<string, string[]>()
  for (const [subjectField, fields] of Object.entries(definition.personal)) {
    const personId = data[subjectField]
    if (typeof personId === 'string' && personId !== '')
      byPerson.set(personId, [...(byPerson.get(personId) ?? []), ...fields])
    else if (fields.some((field) => data[field] !== null && data[field] !== undefined))
      throw new Error(`${definition.type} carries personal data but no ${subjectField} to seal it for`)
  }
  return byPerson
}

function schemaWithout(definition: EventDefinition, fields: ReadonlySet<string>): z.ZodType {
  if (fields.size === 0) return definition.schema
  return definition.schema.omit(Object.fromEntries([...fields].map((field) => [field, true])) as never)
}

const unreadable = (stored: StoredEvent, reason: string): Decoded => ({ kind: 'unreadable', stored, reason })

/** Never the message of a JSON or schema error as it is: those quote values. */
const describe = (error: unknown) => `${(error as Error)?.name ?? 'Error'} while decoding`
