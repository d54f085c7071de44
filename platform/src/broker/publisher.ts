import { type ConsumerDeclaration, consumers as declaredConsumers } from '@one-hcm/contracts/consumers'
import type { ConfirmChannel } from 'amqplib'
import type { Logger } from '../logging/logger.ts'
import { createBrokerConnection } from './connection.ts'
import { CONTENT_TYPE, type Message } from './message.ts'
import { assertConsumer, assertExchanges, brokerNames, DEFAULT_PREFIX } from './topology.ts'

export type Publisher = {
  start(): void
  /**
   * Resolves once the broker has the message on all its queues, however long that takes. Messages arrive in the order
   * of the calls; after a lost connection those without a confirm arrive again, in that order. Rejects only with
   * `PublisherStopped`.
   */
  publish(message: Message): Promise<void>
  /** Gives up what is not confirmed. */
  stop(): Promise<void>
}

/** It is unknown whether the message has arrived: publish it again. */
export class PublisherStopped extends Error {
  override name = 'PublisherStopped'
}

export type PublisherOptions = {
  url: string
  logger: Logger
  /** Their queues exist before anything is published; all that are declared, when left out. */
  consumers?: readonly ConsumerDeclaration[]
  prefix?: string
  /** Messages on the way without a confirm, at most. */
  window?: number
  /** Milliseconds after which a confirm counts as lost. */
  confirmTimeoutMs?: number
}

/** Most of what a quorum queue can give, at a few milliseconds of delay (performance §2). */
const WINDOW = 256
const CONFIRM_TIMEOUT_MS = 10_000

type Entry = { message: Message; sentAt: number; resolve(): void; reject(error: unknown): void }
type Session = {
  channel: ConfirmChannel
  /** The broker asked to wait: memory or disk alarm. */
  blocked: boolean
  /** Buffers of the socket are full until `drain`. */
  full: boolean
  returned: Set<string>
  /** Nothing more is sent, so that nothing overtakes what has to be sent again. */
  dropped: boolean
  drop(reason: unknown): void
}

/**
 * Publishes with confirms. Whatever is not plainly confirmed (refused, returned, timed out, connection lost) ends the
 * session, and all that is unconfirmed is sent again on the next one: one way for all troubles, which keeps the order.
 */
export function createPublisher(options: PublisherOptions): Publisher {
  const { url, logger, consumers = declaredConsumers } = options
  const { window = WINDOW, confirmTimeoutMs = CONFIRM_TIMEOUT_MS } = options
  const names = brokerNames(options.prefix ?? DEFAULT_PREFIX)
  let waiting: Entry[] = []
  /** Oldest first. */
  const unconfirmed = new Set<Entry>()
  let session: Session | undefined
  let stopped = false
  let watch: NodeJS.Timeout | undefined

  const settle = (from: Session, entry: Entry, error: unknown) => {
    if (session !== from) return
    if (error || from.returned.has(entry.message.id)) {
      from.drop(error ?? new Error(`${entry.message.type} reached no queue`))
      return
    }
    unconfirmed.delete(entry)
    entry.resolve()
    pump()
  }

  const send = (to: Session, entry: Entry) => {
    const { id, type, routingKey, content } = entry.message
    entry.sentAt = Date.now()
    unconfirmed.add(entry)
    const properties = { messageId: id, type, contentType: CONTENT_TYPE, persistent: true, mandatory: true }
    to.full = !to.channel.publish(names.events, routingKey, content, properties, (error) => settle(to, entry, error))
  }

  const pump = () => {
    const to = session
    try {
      while (to && to === session && !to.full && !to.dropped && unconfirmed.size < window && waiting.length > 0)
        send(to, waiting.shift()!)
    } catch (error) {
      to?.drop(error)
    }
  }

  const dropSilent = () => {
    const [oldest] = unconfirmed
    if (!session || session.blocked || !oldest || Date.now() - oldest.sentAt < confirmTimeoutMs) return
    session.drop(new Error(`no confirm within ${confirmTimeoutMs} ms`))
  }

  const connection = createBrokerConnection({
    url,
    name: 'one-hcm publisher',
    logger,
    setUp: async ({ model, drop }) => {
      const channel = await model.createConfirmChannel()
      const next: Session = {
        channel,
        blocked: false,
        full: false,
        returned: new Set(),
        dropped: false,
        drop: (reason) => {
          next.dropped = true
          drop(reason)
        },
      }
      channel.on('error', next.drop)
      channel.on('close', () => next.drop(new Error('channel closed')))
      channel.on('return', ({ properties }) => next.returned.add(String(properties.messageId)))
      channel.on('drain', () => {
        next.full = false
        pump()
      })
      model.on('blocked', (reason) => {
        next.blocked = true
        logger.warn({ reason }, 'broker blocks publishers')
      })
      model.on('unblocked', () => {
        next.blocked = false
        for (const entry of unconfirmed) entry.sentAt = Date.now()
      })
      await assertExchanges(channel, names)
      for (const consumer of consumers) await assertConsumer(channel, names, consumer)
      session = next
      pump()
    },
    onLost: () => {
      session = undefined
      waiting = [...unconfirmed, ...waiting]
      unconfirmed.clear()
    },
  })

  return {
    start: () => {
      connection.start()
      watch ??= setInterval(dropSilent, confirmTimeoutMs / 4)
    },
    publish: (message) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new PublisherStopped())
        waiting.push({ message, sentAt: 0, resolve, reject })
        pump()
      }),
    stop: async () => {
      stopped = true
      clearInterval(watch)
      await connection.stop()
      for (const { reject } of waiting.splice(0)) reject(new PublisherStopped())
    },
  }
}
