import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createLogger } from '../logging/logger.ts'
import type { TcpProxy } from '../testing/tcp-proxy.ts'
import { fromMessage, type Message, toMessage } from './message.ts'
import { createPublisher, type Publisher } from './publisher.ts'
import { noteDefinition, noteMetadata } from './testing/notes.ts'
import { describeOnRabbit, type TestRabbit, testRabbit } from './testing/rabbit.ts'
import { until } from './testing/until.ts'
import { type BrokerNames, brokerNames } from './topology.ts'

const reader = { name: 'reader', summary: '', eventTypes: ['Noted'] }

describeOnRabbit('the publisher', () => {
  let rabbit: TestRabbit
  let names: BrokerNames
  let wire: TcpProxy
  let wiredUrl: string
  let publisher: Publisher

  const logged: string[] = []
  const logger = createLogger({
    level: 'warn',
    service: 'test',
    destination: { write: (line) => void logged.push(line) },
  })
  const create = (url: string, confirmTimeoutMs = 10_000) =>
    createPublisher({
      url,
      prefix: rabbit.prefix,
      logger,
      consumers: [reader],
      window: 50,
      confirmTimeoutMs,
    })

  beforeEach(async () => {
    rabbit = testRabbit()
    names = brokerNames(rabbit.prefix)
    const proxied = await rabbit.proxy()
    wire = proxied.wire
    wiredUrl = proxied.url
    logged.length = 0
    publisher = create(wiredUrl)
  })
  afterEach(async () => {
    await publisher.stop()
    await rabbit.stop([reader])
  })

  let counter = 0
  const message = (stream: string, revision: number, type = 'Noted', text = 'x'): Message => {
    counter += 1
    const position = BigInt(counter)
    const stored = { id: `id-${counter}`, stream, type, revision, position, prepare: position, createdAt: 0 }
    return toMessage({ ...stored, data: { text }, metadata: noteMetadata }, noteDefinition(type))
  }

  const drain = async (queue: string) =>
    (await rabbit.drain(queue)).map((message) => ({ ...fromMessage(message.content), ...message }))

  /** Of each stream, the revisions in the order in which they came first. */
  const firstDeliveries = (events: readonly { stream: string; revision: number }[]) => {
    const streams = new Map<string, Set<number>>()
    for (const { stream, revision } of events) streams.set(stream, (streams.get(stream) ?? new Set()).add(revision))
    return new Map([...streams].map(([stream, revisions]) => [stream, [...revisions]]))
  }

  test('what is published before its consumer ever ran waits for it, persistent and with its id', async () => {
    publisher.start()
    await publisher.publish(message('note-1', 0))
    const [event] = await drain(names.queue('reader'))
    expect(event!.properties).toMatchObject({
      messageId: event!.id,
      type: 'Noted',
      contentType: 'application/cloudevents+json',
      deliveryMode: 2,
    })
    expect(event!.fields).toMatchObject({ exchange: names.events, routingKey: 'recruitment.note.Noted' })
  })

  test('what nobody has asked for is confirmed and can be looked at', async () => {
    publisher.start()
    await publisher.publish(message('note-1', 0, 'Filed'))
    expect(await drain(names.queue('reader'))).toEqual([])
    expect(await drain(names.unrouted)).toMatchObject([{ type: 'Filed' }])
  })

  test('what reaches no queue at all is not taken for published', async () => {
    publisher.start()
    await publisher.publish(message('note-1', 0))
    await rabbit.onChannel((channel) => channel.deleteExchange(names.unrouted))
    const before = wire.connections()
    await publisher.publish(message('note-1', 1, 'Filed'))
    expect(wire.connections()).toBeGreaterThan(before)
    expect(await drain(names.unrouted)).toMatchObject([{ type: 'Filed' }])
  })

  test('connections cut while it publishes lose nothing and keep the order within each stream', async () => {
    publisher.start()
    let confirmed = 0
    const total = 2_000
    const published = Array.from({ length: total }, (_, n) =>
      publisher.publish(message(`note-${n % 7}`, Math.floor(n / 7))).then(() => {
        confirmed += 1
        if (confirmed % 600 === 0) wire.cut()
      }),
    )
    await Promise.all(published)
    expect(wire.connections()).toBeGreaterThan(3)
    const events = await drain(names.queue('reader'))
    expect(new Set(events.map(({ id }) => id)).size).toBe(total)
    for (const revisions of firstDeliveries(events).values())
      expect(revisions).toEqual([...revisions].sort((a, b) => a - b))
  })

  test('a broker that is down only delays', async () => {
    wire.setReachable(false)
    publisher.start()
    let confirmed = 0
    const published = [0, 1, 2].map((revision) =>
      publisher.publish(message('note-1', revision)).then(() => {
        confirmed += 1
      }),
    )
    await expect(create(rabbit.url).stop()).resolves.toBeUndefined()
    expect(confirmed).toBe(0)
    wire.setReachable(true)
    await Promise.all(published)
    expect((await drain(names.queue('reader'))).map(({ revision }) => revision)).toEqual([0, 1, 2])
  })

  test('a confirm that never comes is noticed, and the message published again', async () => {
    publisher = create(wiredUrl, 400)
    publisher.start()
    await publisher.publish(message('note-1', 0))
    wire.silence()
    const before = wire.connections()
    await publisher.publish(message('note-1', 1))
    expect(wire.connections()).toBeGreaterThan(before)
    expect(logged.join()).toContain('no confirm within 400 ms')
    const revisions = (await drain(names.queue('reader'))).map(({ revision }) => revision)
    expect(new Set(revisions)).toEqual(new Set([0, 1]))
  })

  test('messages larger than the buffers of the socket all arrive', async () => {
    publisher.start()
    const text = 'x'.repeat(200_000)
    await Promise.all(Array.from({ length: 60 }, (_, n) => publisher.publish(message('note-1', n, 'Noted', text))))
    const events = await drain(names.queue('reader'))
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 60 }, (_, n) => n))
  })

  test('a stop says that it gave up on what is not confirmed', async () => {
    wire.setReachable(false)
    publisher.start()
    const published = publisher.publish(message('note-1', 0))
    const failed = expect(published).rejects.toMatchObject({ name: 'PublisherStopped' })
    await publisher.stop()
    await failed
    await expect(publisher.publish(message('note-1', 1))).rejects.toMatchObject({ name: 'PublisherStopped' })
    publisher = create(rabbit.url)
    publisher.start()
    await until('the topology is there to be deleted', () => publisher.publish(message('note-1', 2)).then(() => true))
  })
})
