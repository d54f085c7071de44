import { jsonEvent } from '@eventstore/db-client'
import { defineEvent } from '@one-hcm/contracts/kernel/event'
import { z } from 'zod'
import { type Codec, createCodec } from '../../event-store/codec.ts'
import type { EventLog } from '../../event-store/event-log.ts'
import type { KeyRing } from '../../privacy/key-ring.ts'

/** An event type that belongs to nobody, for tests of what carries events. */
export const Noted = defineEvent({
  type: 'Noted',
  context: 'recruitment',
  category: 'note',
  summary: 'A note was taken.',
  data: { text: z.string() },
})

export const Filed = defineEvent({
  type: 'Filed',
  context: 'recruitment',
  category: 'note',
  summary: 'A note was filed; nobody wants to know.',
  data: {},
})

const definitions = new Map([Noted, Filed].map((definition) => [definition.type as string, definition]))
export const noteDefinition = (type: string) => definitions.get(type)

const noKeys: KeyRing = {
  keyForWriting: () => Promise.reject(new Error('notes are not sealed')),
  keysForReading: () => Promise.resolve(new Map()),
  destroy: () => Promise.resolve(),
}

export const noteCodec = (): Codec => createCodec(noKeys, noteDefinition)

export const noteMetadata = {
  actor: { id: 'tester', role: 'admin' },
  correlation_id: 'c',
  causation_id: 'c',
  request_id: 'r',
  occurred_at: '2026-01-02T03:04:05.678Z',
  schema_version: 1,
  command_id: 'k',
}

/** Appends events as they would be stored, fit for their schema or not. */
export const appendNotes = async (
  log: EventLog,
  stream: string,
  types: readonly string[],
  data: unknown = { text: 'x' },
): Promise<void> => {
  const events = types.map((type) => jsonEvent({ type, data: data as never, metadata: noteMetadata }))
  await log.client.appendToStream(stream, events)
}
