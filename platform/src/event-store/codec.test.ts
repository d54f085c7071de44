import { expect, test } from '@jest/globals'
import { erased } from '@one-hcm/contracts/kernel/erased'
import { defineEvent, type EventDefinition, type EventMetadata } from '@one-hcm/contracts/kernel/event'
import { z } from 'zod'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import { createCodec, type NewEvent, type StoredEvent } from './codec.ts'

const metadata: EventMetadata = {
  actor: { id: 'actor', role: 'recruiter' },
  correlation_id: 'correlation',
  causation_id: 'causation',
  request_id: 'request',
  occurred_at: '2026-01-15T10:00:00.000Z',
  schema_version: 1,
  command_id: 'command',
}
const made = { context: 'recruitment', category: 'made', summary: 'Made up for tests.' } as const

const Mentored = defineEvent({
  ...made,
  type: 'Mentored',
  data: {
    mentor_id: z.string(),
    learner_id: z.string(),
    subject: z.string(),
    mentor_name: z.string(),
    learner_name: z.string(),
    learner_notes: z.string().nullable(),
  },
  personal: { mentor_id: ['mentor_name'], learner_id: ['learner_name', 'learner_notes'] },
})
const mentored = {
  type: 'Mentored',
  data: {
    mentor_id: 'mentor',
    learner_id: 'learner',
    subject: 'welding',
    mentor_name: 'Paul Mba',
    learner_name: 'Aïcha Obame',
    learner_notes: null,
  },
}

const STREAM = 'made-1'
const ID = '11111111-1111-4111-8111-111111111111'

function codecOf(...definitions: EventDefinition[]) {
  const keys = createMemoryKeyRing()
  const codec = createCodec(keys, (type) => definitions.find((definition) => definition.type === type))
  const decodeOne = async (stored: StoredEvent) => (await codec.decode([stored]))[0]!
  return { keys, codec, decodeOne }
}

/** The event as the store gives it back, after a round trip through JSON. */
const stored = (event: NewEvent, changes: Partial<StoredEvent> = {}): StoredEvent => ({
  ...(JSON.parse(
    JSON.stringify({ id: event.id, type: event.type, data: event.data, metadata: event.metadata }),
  ) as NewEvent),
  stream: STREAM,
  revision: 0,
  position: 10n,
  prepare: 10n,
  createdAt: 0,
  ...changes,
})

test('an event comes back as it was, and what is stored shows nothing personal', async () => {
  const { codec, decodeOne } = codecOf(Mentored)
  const encoded = await codec.encode(STREAM, ID, mentored, metadata)
  const bytes = JSON.stringify(encoded)
  expect(bytes).toContain('welding')
  expect(bytes).not.toMatch(/Paul|Mba|Obame|_name/)
  expect(await decodeOne(stored(encoded))).toEqual({
    kind: 'event',
    event: { ...mentored, id: ID, stream: STREAM, revision: 0, position: 10n, prepare: 10n, metadata },
  })
})

test('an event that says nothing about a person is sealed for nobody, and can be written once they are erased', async () => {
  const Called = defineEvent({
    ...made,
    type: 'Called',
    data: { person_id: z.string(), reason: z.string().nullable() },
    personal: { person_id: ['reason'] },
  })
  const { codec, keys, decodeOne } = codecOf(Called)
  await keys.destroy('gone')
  const silent = { type: 'Called', data: { person_id: 'gone', reason: null } }
  const encoded = await codec.encode(STREAM, ID, silent, metadata)
  expect(encoded.data).toEqual(silent.data)
  expect(await decodeOne(stored(encoded))).toMatchObject({ kind: 'event', event: silent })
  const telling = { type: 'Called', data: { person_id: 'gone', reason: 'Souffrante' } }
  await expect(codec.encode(STREAM, ID, telling, metadata)).rejects.toThrow()
})

test('erasing one person takes their fields and nobody else’s', async () => {
  const { codec, keys, decodeOne } = codecOf(Mentored)
  const encoded = stored(await codec.encode(STREAM, ID, mentored, metadata))
  await keys.destroy('learner')
  expect(await decodeOne(encoded)).toMatchObject({
    kind: 'event',
    event: { data: { mentor_name: 'Paul Mba', learner_name: erased, learner_notes: erased, subject: 'welding' } },
  })
})

test('who stands on both sides of an event has all their fields in one envelope', async () => {
  const { codec, keys, decodeOne } = codecOf(Mentored)
  const self = { type: 'Mentored', data: { ...mentored.data, mentor_id: 'learner' } }
  const encoded = stored(await codec.encode(STREAM, ID, self, metadata))
  expect(await decodeOne(encoded)).toMatchObject({ kind: 'event', event: { data: self.data } })
  await keys.destroy('learner')
  expect(await decodeOne(encoded)).toMatchObject({
    kind: 'event',
    event: { data: { mentor_name: erased, learner_name: erased } },
  })
})

test('an erased person gets no new events', async () => {
  const { codec, keys } = codecOf(Mentored)
  await keys.destroy('mentor')
  await expect(codec.encode(STREAM, ID, mentored, metadata)).rejects.toMatchObject({ name: 'PersonErased' })
})

test('personal data without a person to seal it for is a defect', async () => {
  const Noted = defineEvent({
    ...made,
    type: 'Noted',
    data: { person_id: z.string().nullable(), note: z.string().nullable() },
    personal: { person_id: ['note'] },
  })
  const { codec, decodeOne } = codecOf(Noted)
  const noted = (note: string | null) => ({ type: 'Noted', data: { person_id: null, note } })
  await expect(codec.encode(STREAM, ID, noted('about nobody'), metadata)).rejects.toThrow(/no person_id/)
  const empty = stored(await codec.encode(STREAM, ID, noted(null), metadata))
  expect(await decodeOne(empty)).toMatchObject({ kind: 'event', event: { data: { note: null } } })
})

test.each<[string, Partial<StoredEvent>]>([
  ['another stream', { stream: 'made-2' }],
  ['another event', { id: '22222222-2222-4222-8222-222222222222' }],
])('an envelope that was moved to %s is not opened', async (_, changes) => {
  const { codec, decodeOne } = codecOf(Mentored)
  const encoded = await codec.encode(STREAM, ID, mentored, metadata)
  expect(await decodeOne(stored(encoded, changes))).toMatchObject({ kind: 'unreadable' })
})

test('an envelope that was given to another person, or damaged, is not opened', async () => {
  const { codec, decodeOne } = codecOf(Mentored)
  const encoded = stored(await codec.encode(STREAM, ID, mentored, metadata))
  const sealed = encoded.data.sealed as Record<string, string>
  const swapped = { ...encoded, data: { ...encoded.data, sealed: { mentor: sealed.learner, learner: sealed.mentor } } }
  expect(await decodeOne(swapped)).toMatchObject({ kind: 'unreadable' })
  const damaged = { ...sealed, mentor: `${sealed.mentor!.slice(0, -4)}AAA=` }
  expect(await decodeOne({ ...encoded, data: { ...encoded.data, sealed: damaged } })).toMatchObject({
    kind: 'unreadable',
  })
})

test('an event that does not fit its schema is never written', async () => {
  const { codec } = codecOf(Mentored)
  await expect(codec.encode(STREAM, ID, { type: 'Mentored', data: { subject: 3 } }, metadata)).rejects.toThrow()
  await expect(codec.encode(STREAM, ID, { type: 'Unheard', data: {} }, metadata)).rejects.toThrow(/not in the registry/)
})

const secondVersion = defineEvent({
  ...made,
  type: 'Named',
  version: 3,
  data: { person_id: z.string(), first_name: z.string(), last_name: z.string(), points: z.number() },
  personal: { person_id: ['first_name', 'last_name'] },
  upcasters: {
    1: ({ owner_id, ...data }) => ({ ...data, person_id: owner_id }),
    2: ({ name, points, ...data }) => {
      const [first_name, last_name] = typeof name === 'string' ? name.split(' ') : []
      return { ...data, first_name, last_name, points: Number(points) }
    },
  },
})
const firstVersion = defineEvent({
  ...made,
  type: 'Named',
  data: { owner_id: z.string(), name: z.string(), points: z.string() },
  personal: { owner_id: ['name'] },
})

test('old versions are read as new ones, step by step, and so are those of people who were erased', async () => {
  const { codec, keys } = codecOf(firstVersion)
  const event = { type: 'Named', data: { owner_id: 'someone', name: 'Aïcha Obame', points: '12' } }
  const old = stored(await codec.encode(STREAM, ID, event, metadata))
  const today = createCodec(keys, () => secondVersion)
  expect((await today.decode([old]))[0]).toMatchObject({
    kind: 'event',
    event: { data: { person_id: 'someone', first_name: 'Aïcha', last_name: 'Obame', points: 12 } },
  })
  await keys.destroy('someone')
  expect((await today.decode([old]))[0]).toMatchObject({
    kind: 'event',
    event: { data: { person_id: 'someone', first_name: erased, last_name: erased, points: 12 } },
  })
})

test('the version of the definition is what is recorded, whatever the caller says', async () => {
  const { codec } = codecOf(secondVersion)
  const event = { type: 'Named', data: { person_id: 'p', first_name: 'A', last_name: 'O', points: 1 } }
  expect((await codec.encode(STREAM, ID, event, metadata)).metadata.schema_version).toBe(3)
})

test('what cannot be read is said to be so with a reason that quotes nothing', async () => {
  const { codec, decodeOne } = codecOf(Mentored, { ...secondVersion, upcasters: {} })
  const good = stored(await codec.encode(STREAM, ID, mentored, metadata))
  const reasons = await Promise.all(
    [
      { ...good, type: 'FromAnotherRelease' },
      { ...good, metadata: {} },
      { ...good, metadata: { ...metadata, schema_version: 2 } },
      { ...good, data: { ...good.data, subject: { Obame: 1 } } },
      { ...good, data: { ...good.data, sealed: { stranger: 'AAAA' } } },
      { ...good, type: 'Named' },
    ].map(async (damaged) => {
      const decoded = await decodeOne(damaged)
      return decoded.kind === 'unreadable' ? decoded.reason : decoded.kind
    }),
  )
  expect(reasons).toEqual([
    'unknown event type',
    'metadata does not fit its schema',
    'written by a newer release',
    'ZodError while decoding',
    'no key for a sealed envelope',
    'no upcaster from version 1',
  ])
})

test('events of the store itself are somebody else’s', async () => {
  const { decodeOne, codec } = codecOf(Mentored)
  const good = stored(await codec.encode(STREAM, ID, mentored, metadata))
  expect(await decodeOne({ ...good, type: '$metadata' })).toEqual({ kind: 'foreign' })
})
