import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { silentLogger } from '../logging/logger.ts'
import type { Inbox } from './inbox.ts'
import { toMessage } from './message.ts'
import { createPublisher } from './publisher.ts'
import { createRabbitInbox } from './rabbit-inbox.ts'
import { type InboxHarness, inboxSuite, world } from './testing/inbox-suite.ts'
import { noteCodec, noteDefinition, noteMetadata } from './testing/notes.ts'
import { describeOnRabbit, type TestRabbit, testRabbit } from './testing/rabbit.ts'
import { until } from './testing/until.ts'
import { brokerNames } from './topology.ts'

const { consumer, eventTypes, retryDelaysMs } = world

/** A harness whose processes each have a wire of their own to the broker, which a crash cuts for good. */
async function startOn(rabbit: TestRabbit): Promise<InboxHarness> {
  const inboxes: Inbox[] = []
  const publisher = createPublisher({
    url: rabbit.url,
    prefix: rabbit.prefix,
    logger: silentLogger(),
    consumers: [{ name: consumer, summary: '', eventTypes }],
  })
  publisher.start()
  const revisions = new Map<string, number>()
  let position = 0n
  return {
    open: async () => {
      const { url, wire } = await rabbit.proxy()
      const inbox = createRabbitInbox({
        url,
        prefix: rabbit.prefix,
        codec: noteCodec(),
        logger: silentLogger(),
        retryDelaysMs,
      })
      inboxes.push(inbox)
      return { inbox, crash: async () => wire.setReachable(false) }
    },
    publish: async (events) => {
      await Promise.all(
        events.map(({ stream, type = 'Noted', data }) => {
          const revision = revisions.get(stream) ?? 0
          revisions.set(stream, revision + 1)
          position += 100n
          const stored = {
            id: randomUUID(),
            stream,
            type,
            revision,
            position,
            prepare: position,
            createdAt: Date.UTC(2026, 0, 2),
            data: data as Record<string, unknown>,
            metadata: noteMetadata,
          }
          return publisher.publish(toMessage(stored, noteDefinition(type)))
        }),
      )
    },
    close: async () => {
      await publisher.stop()
      await Promise.all(inboxes.map((inbox) => inbox.close()))
      await rabbit.stop([{ name: consumer, retryDelaysMs }])
    },
  }
}

describeOnRabbit('the inbox on RabbitMQ', () => {
  inboxSuite(() => startOn(testRabbit()))

  test('what is no event at all becomes a dead letter too, is redriven, and stops nobody', async () => {
    const rabbit = testRabbit()
    const names = brokerNames(rabbit.prefix)
    const harness = await startOn(rabbit)
    try {
      const seen: Recorded[] = []
      const { inbox } = await harness.open()
      await harness.publish([])
      await inbox.consume({ consumer, eventTypes, handle: async (event) => void seen.push(event) }).start()
      await harness.publish([{ stream: 'note-1', data: { text: 'before' } }])
      await rabbit.onChannel(async (channel) => {
        channel.publish(names.events, 'recruitment.note.Noted', Buffer.from('no JSON: secret'), { messageId: 'bad-1' })
        channel.publish(names.events, 'recruitment.note.Noted', Buffer.from('{}'), {})
        await channel.checkQueue(names.dead(consumer))
      })
      await harness.publish([{ stream: 'note-1', data: { text: 'after' } }])
      await until('both neighbours have arrived', () => seen.length === 2)
      await until('both are dead', async () => (await inbox.deadLetters(consumer, 10)).length === 2)
      const letters = await inbox.deadLetters(consumer, 10)
      expect(letters).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            eventId: 'bad-1',
            reason: 'MalformedMessage: the message is not JSON',
            attempts: 1,
          }),
          expect.objectContaining({ eventId: '', reason: expect.stringContaining('not an event of ours') }),
        ]),
      )
      expect(JSON.stringify(letters)).not.toContain('secret')
      const visible = await rabbit.onChannel((channel) => channel.checkQueue(names.dead(consumer)))
      expect(visible.messageCount).toBe(2)
      expect(await inbox.redrive(consumer)).toBe(2)
      await until('both are dead again', async () => (await inbox.deadLetters(consumer, 10)).length === 2)
    } finally {
      await harness.close()
    }
  })

  test('connections that are lost again and again lose no event, and the process lives on', async () => {
    const rabbit = testRabbit()
    const harness = await startOn(rabbit)
    const { url, wire } = await rabbit.proxy()
    const inbox = createRabbitInbox({
      url,
      prefix: rabbit.prefix,
      codec: noteCodec(),
      logger: silentLogger(),
      retryDelaysMs,
    })
    try {
      const seen = new Set<string>()
      const handle = async (event: Recorded) => {
        const before = seen.size
        seen.add((event.data as { text: string }).text)
        // Only what is new cuts: redeliveries would otherwise cut for ever.
        if (seen.size > before && seen.size % 50 === 0) wire.cut()
      }
      await inbox.consume({ consumer, eventTypes, handle, prefetch: 10 }).start()
      await harness.publish(Array.from({ length: 200 }, (_, n) => ({ stream: `note-${n}`, data: { text: String(n) } })))
      await until('all have arrived', () => seen.size === 200)
      expect(wire.connections()).toBeGreaterThan(2)
      expect(await inbox.deadLetters(consumer, 10)).toEqual([])
    } finally {
      await inbox.close()
      await harness.close()
    }
  })
})
