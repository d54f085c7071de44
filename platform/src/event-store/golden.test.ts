import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { eventDefinition, eventDefinitions } from '@one-hcm/contracts/registry'
import { madeUpMetadata } from '../testing/made-up-events.ts'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import { createCodec, type StoredEvent } from './codec.ts'

type Sample = { type: string; version: number; data: Record<string, unknown> }

const folder = join(import.meta.dirname, '../../../contracts/golden')
const samples = readdirSync(folder).map((file) => ({
  file,
  sample: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Sample,
}))

const STREAM = 'golden-1'
const ID = '11111111-1111-4111-8111-111111111111'
const stored = ({ type, version, data }: Sample): StoredEvent => ({
  id: ID,
  stream: STREAM,
  type,
  revision: 0,
  position: 1n,
  prepare: 1n,
  createdAt: 0,
  data,
  metadata: { ...madeUpMetadata, schema_version: version },
})

test('every version of every event that was ever released has a sample', () => {
  const released = eventDefinitions.flatMap(({ type, version }) =>
    Array.from({ length: version }, (_, index) => `${type}.v${index + 1}.json`),
  )
  const kept = samples.map(({ file }) => file)
  expect(released.filter((file) => !kept.includes(file)).map((file) => `add contracts/golden/${file}`)).toEqual([])
})

test.each(samples)('$file is read as what it means today', async ({ file, sample }) => {
  expect(file).toBe(`${sample.type}.v${sample.version}.json`)
  const codec = createCodec(createMemoryKeyRing(), eventDefinition)
  expect((await codec.decode([stored(sample)]))[0]).toMatchObject({ kind: 'event' })
})

test.each(samples)('$file keeps its meaning sealed, and is readable with everybody erased', async ({ sample }) => {
  const keys = createMemoryKeyRing()
  const codec = createCodec(keys, eventDefinition)
  const [today] = await codec.decode([stored(sample)])
  if (today?.kind !== 'event') throw new Error('not readable')
  const encoded = await codec.encode(STREAM, ID, today.event, madeUpMetadata)
  const sealed = { ...stored(sample), data: encoded.data, metadata: encoded.metadata }
  expect((await codec.decode([sealed]))[0]).toMatchObject({ kind: 'event', event: { data: today.event.data } })

  const { personal } = eventDefinition(sample.type)!
  for (const subject of Object.keys(personal)) await keys.destroy(String(encoded.data[subject]))
  const [afterwards] = await codec.decode([sealed])
  expect(afterwards).toMatchObject({ kind: 'event' })
  const texts = Object.values(personal)
    .flat()
    .map((field) => sample.data[field])
    .filter((value) => typeof value === 'string' && value.length > 3)
  for (const text of texts)
    expect(JSON.stringify(afterwards, (_, value) => (typeof value === 'bigint' ? '' : value))).not.toContain(text)
})
