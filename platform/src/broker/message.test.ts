import { expect, test } from '@jest/globals'
import { defineEvent } from '@one-hcm/contracts/kernel/event'
import { z } from 'zod'
import type { StoredEvent } from '../event-store/codec.ts'
import { fromMessage, toMessage } from './message.ts'

const Noted = defineEvent({
  type: 'Noted',
  context: 'recruitment',
  category: 'note',
  summary: 'A note was taken.',
  data: { text: z.string() },
})

const stored: StoredEvent = {
  id: '4f3c3f0e-7a52-5a39-8f77-0f62a3c5a9d1',
  stream: 'note-1',
  type: 'Noted',
  revision: 7,
  position: 9_007_199_254_740_993n,
  prepare: 9_007_199_254_740_992n,
  createdAt: Date.UTC(2026, 0, 2, 3, 4, 5, 900),
  data: { text: 'é', sealed: { person: 'AAEC' } },
  metadata: { occurred_at: '2026-01-02T03:04:05.678Z', actor: { id: 'u', role: 'admin' }, schema_version: 1 },
}

const parsed = (event: StoredEvent) => JSON.parse(toMessage(event, Noted).content.toString()) as Record<string, unknown>

test('a stored event survives the wire as it is', () => {
  expect(fromMessage(toMessage(stored, Noted).content)).toEqual(stored)
})

test('the message is a CloudEvent with simple attributes, routed by context, category and type', () => {
  const message = toMessage(stored, Noted)
  expect(message).toMatchObject({ id: stored.id, type: 'Noted', routingKey: 'recruitment.note.Noted' })
  expect(parsed(stored)).toMatchObject({
    specversion: '1.0',
    id: stored.id,
    source: '/one-hcm/recruitment',
    type: 'Noted',
    subject: 'note-1',
    time: '2026-01-02T03:04:05.678Z',
    datacontenttype: 'application/json',
    revision: 7,
    position: '9007199254740993',
    recordedat: '2026-01-02T03:04:05.900Z',
    data: stored.data,
  })
  for (const [name, value] of Object.entries(parsed(stored))) {
    expect(name).toMatch(/^[a-z0-9]{1,20}$/)
    if (name !== 'data') expect(['string', 'number']).toContain(typeof value)
  }
})

test('an event of a newer release goes out too, without a context', () => {
  expect(toMessage(stored, undefined).routingKey).toBe('unknown.note.Noted')
})

test('an event without metadata survives as well', () => {
  const bare = { ...stored, metadata: null }
  expect(fromMessage(toMessage(bare, Noted).content)).toEqual(bare)
  expect(parsed(bare)).not.toHaveProperty('time')
})

test.each([
  ['no JSON', 'hello secret'],
  ['JSON of another kind', '[1, "secret"]'],
  ['another version', JSON.stringify({ ...parsed(stored), specversion: 'secret' })],
  ['no id', JSON.stringify({ ...parsed(stored), id: undefined, x: 'secret' })],
  ['a position that is no number', JSON.stringify({ ...parsed(stored), position: 'secret' })],
  ['data that is no object', JSON.stringify({ ...parsed(stored), data: 'secret' })],
  ['metadata that is no JSON', JSON.stringify({ ...parsed(stored), metadata: '{secret' })],
])('%s is refused without quoting it', (_, content) => {
  let error: unknown
  try {
    fromMessage(Buffer.from(content))
  } catch (caught) {
    error = caught
  }
  expect(error).toMatchObject({ name: 'MalformedMessage' })
  expect(String(error)).not.toContain('secret')
})
