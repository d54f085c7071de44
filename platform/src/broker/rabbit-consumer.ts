import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { ConfirmChannel, ConsumeMessage } from 'amqplib'
import type { Codec, StoredEvent } from '../event-store/codec.ts'
import type { Logger } from '../logging/logger.ts'
import { type BrokerSession, closeChannel, createBrokerConnection } from './connection.ts'
import { attemptsOf, deadHeaders, retryHeaders } from './dead-letter-headers.ts'
import { reasonOf, Unprocessable } from './failure.ts'
import type { Consumer, InboxOptions } from './inbox.ts'
import { createLanes } from './lanes.ts'
import { CONTENT_TYPE, fromMessage } from './message.ts'
import { publishToQueue } from './publish-to-queue.ts'
import { ATTEMPTS_MAX, PREFETCH, retryDelay } from './retries.ts'
import { assertConsumer, assertExchanges, assertRetryQueues, brokerNames } from './topology.ts'

export type RabbitConsumerOptions = InboxOptions & {
  url: string
  prefix: string
  codec: Codec
  logger: Logger
  retryDelaysMs: readonly number[]
}

type Session = BrokerSession & {
  channel: ConfirmChannel
  consumerTag: string | undefined
  /** Whether messages that came back are expected, and therefore taken one by one. */
  careful: boolean
}

/**
 * A consumer of one queue. A message is acknowledged once it is handled, or once the broker has confirmed its copy in
 * the retry or the dead-letter queue; until then a lost connection or process brings it back.
 *
 * A new connection takes one message at a time until the first that nobody had before: what came back may have ended a
 * process, and its neighbours must not pay for it with their delivery limit.
 */
export function createRabbitConsumer(options: RabbitConsumerOptions): Consumer {
  const { consumer, codec, logger, prefetch = PREFETCH, attemptsMax = ATTEMPTS_MAX, retryDelaysMs } = options
  const names = brokerNames(options.prefix)
  const queue = names.queue(consumer)
  const wanted = new Set(options.eventTypes)
  const retries = { attemptsMax, delaysMs: retryDelaysMs }
  const lanes = createLanes()
  const inHand = new Set<Promise<void>>()
  let session: Session | undefined
  let listening: Promise<void> = Promise.resolve()
  let stopping = false

  const handle = async (stored: StoredEvent): Promise<void> => {
    const [decoded] = await codec.decode([stored])
    if (decoded!.kind === 'unreadable') throw new Unprocessable(decoded!.reason)
    if (decoded!.kind === 'event' && wanted.has(stored.type)) await options.handle(decoded!.event as Recorded)
  }

  const handleMessage = async (content: Buffer): Promise<void> => {
    const stored = fromMessage(content)
    return lanes.run(stored.stream, () => handle(stored))
  }

  const setAside = async (channel: ConfirmChannel, message: ConsumeMessage, error: unknown): Promise<void> => {
    const { content, properties } = message
    const attempts = attemptsOf(properties.headers) + 1
    const hopeless = ['MalformedMessage', 'Unprocessable'].includes((error as Error)?.name)
    const delayMs = hopeless ? undefined : retryDelay(retries, attempts)
    const copy = { messageId: properties.messageId, type: properties.type, contentType: CONTENT_TYPE }
    if (delayMs === undefined) {
      logger.warn({ consumer, eventId: properties.messageId, attempts }, 'dead letter')
      const headers = deadHeaders(attempts, reasonOf(error), new Date())
      await publishToQueue(channel, names.dead(consumer), content, { ...copy, headers })
    } else {
      const headers = retryHeaders(attempts, reasonOf(error))
      await publishToQueue(channel, names.retry(consumer, delayMs), content, { ...copy, headers })
    }
  }

  const settle = async ({ channel, drop }: Session, message: ConsumeMessage): Promise<void> => {
    const failure = await handleMessage(message.content).then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    try {
      if (failure) await setAside(channel, message, failure.error)
      channel.ack(message)
    } catch (error) {
      drop(error)
    }
  }

  const take = (from: Session, message: ConsumeMessage) => {
    if (from.careful && !message.fields.redelivered) {
      from.careful = false
      listening = listening.then(() => widen(from)).catch(from.drop)
    }
    const work = settle(from, message)
    inHand.add(work)
    void work.then(() => inHand.delete(work))
  }

  const listen = async (on: Session, count: number): Promise<void> => {
    if (stopping) return
    await on.channel.prefetch(count)
    const { consumerTag } = await on.channel.consume(queue, (message) => {
      if (message) take(on, message)
      else on.drop(new Error('the broker ended the subscription'))
    })
    on.consumerTag = consumerTag
  }

  const unlisten = async (on: Session): Promise<void> => {
    if (on.consumerTag === undefined) return
    await on.channel.cancel(on.consumerTag)
    on.consumerTag = undefined
  }

  const widen = async (on: Session): Promise<void> => {
    if (stopping || on !== session) return
    await unlisten(on)
    // The broker counts by subscription: together with what the former one left, it could be too many.
    await Promise.all(inHand)
    await listen(on, prefetch)
  }

  const connection = createBrokerConnection({
    url: options.url,
    name: `one-hcm ${consumer}`,
    logger,
    setUp: async ({ model, drop }) => {
      const channel = await model.createConfirmChannel()
      channel.setMaxListeners(0)
      channel.on('error', drop)
      channel.on('close', () => drop(new Error('channel closed')))
      await assertExchanges(channel, names)
      await assertConsumer(channel, names, { name: consumer, eventTypes: options.eventTypes })
      await assertRetryQueues(channel, names, consumer, retryDelaysMs)
      const next: Session = { model, drop, channel, consumerTag: undefined, careful: true }
      session = next
      listening = listen(next, 1)
      await listening
    },
    onLost: () => {
      session = undefined
    },
  })

  return {
    start: async () => connection.start(),
    stop: async () => {
      stopping = true
      await listening.catch(() => {})
      // What the broker sends no more needs no cancelling.
      if (session) await unlisten(session).catch(() => {})
      await Promise.all(inHand)
      if (session) await closeChannel(session.channel)
      await connection.stop()
    },
  }
}
