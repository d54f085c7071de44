import { expect, test } from '@jest/globals'
import type { DeadLetter, Inbox } from './inbox.ts'
import { listDeadLetters, redriveDeadLetters } from './operations.ts'

const letter = (consumer: string): DeadLetter => ({
  consumer,
  eventId: 'e',
  stream: 'note-1',
  revision: 0,
  eventType: 'Noted',
  reason: 'no',
  deadSince: '2026-01-02T03:04:05.678Z',
  attempts: 1,
})

const consumers = ['first', 'second'].map((name) => ({ name, summary: '', eventTypes: [] }))
const inbox: Inbox = {
  consume: () => ({ start: async () => {}, stop: async () => {} }),
  deadLetters: async (consumer, limit) => Array.from({ length: Math.min(limit, 2) }, () => letter(consumer)),
  redrive: async (consumer) => consumer.length,
  close: async () => {},
}

test('dead letters of all consumers, or of one', async () => {
  const all = await listDeadLetters({ inbox, consumers }, undefined, 1)
  expect(all.map(({ consumer }) => consumer)).toEqual(['first', 'second'])
  expect(await listDeadLetters({ inbox, consumers }, 'second')).toHaveLength(2)
})

test('redrives all consumers, or one', async () => {
  expect(await redriveDeadLetters({ inbox, consumers }, undefined)).toEqual({ first: 5, second: 6 })
  expect(await redriveDeadLetters({ inbox, consumers }, 'first')).toEqual({ first: 5 })
})

test('a name that is none is an error that lists the names, not an empty answer', async () => {
  await expect(listDeadLetters({ inbox, consumers }, 'frist')).rejects.toThrow("'frist'. One of: first, second")
  await expect(redriveDeadLetters({ inbox, consumers }, 'frist')).rejects.toMatchObject({ name: 'UnknownConsumer' })
})
