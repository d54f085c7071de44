import type { Channel, ConfirmChannel, GetMessage } from 'amqplib'
import type { Codec } from '../event-store/codec.ts'
import type { Logger } from '../logging/logger.ts'
import { closeChannel, withBroker } from './connection.ts'
import { readDeadLetter } from './dead-letter-headers.ts'
import type { Consumer, Inbox } from './inbox.ts'
import { CONTENT_TYPE } from './message.ts'
import { publishToQueue } from './publish-to-queue.ts'
import { createRabbitConsumer } from './rabbit-consumer.ts'
import { RETRY_DELAYS_MS } from './retries.ts'
import { brokerNames, DEFAULT_PREFIX } from './topology.ts'

export type RabbitInboxOptions = {
  url: string
  codec: Codec
  logger: Logger
  prefix?: string
  retryDelaysMs?: readonly number[]
}

/** Dead letters that are held in memory at once, to put them in order. */
const REDRIVE_MAX = 5_000
const NO_QUEUE = 404

/**
 * The inbox on RabbitMQ. Several processes may consume under one name: they share its messages, and order within a
 * stream then holds no longer.
 */
export function createRabbitInbox(options: RabbitInboxOptions): Inbox {
  const { url, prefix = DEFAULT_PREFIX, retryDelaysMs = RETRY_DELAYS_MS } = options
  const names = brokerNames(prefix)
  const consumers: Consumer[] = []

  const onDeadQueue = async <T>(
    consumer: string,
    errand: (channel: ConfirmChannel, count: number) => Promise<T>,
    none: T,
  ): Promise<T> =>
    withBroker(url, 'one-hcm dead letters', async (model) => {
      const channel = await model.createConfirmChannel()
      channel.setMaxListeners(0)
      channel.on('error', () => {})
      try {
        const { messageCount } = await channel.checkQueue(names.dead(consumer))
        const result = await errand(channel, messageCount)
        await closeChannel(channel)
        return result
      } catch (error) {
        if ((error as { code?: number }).code === NO_QUEUE) return none
        throw error
      }
    })

  const getInOrder = async (channel: Channel, consumer: string, count: number) => {
    const letters = []
    while (letters.length < count) {
      const message: GetMessage | false = await channel.get(names.dead(consumer))
      if (!message) break
      letters.push({ message, ...readDeadLetter(consumer, message) })
    }
    return letters.sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0))
  }

  return {
    consume: (inboxOptions) => {
      const consumer = createRabbitConsumer({ ...options, ...inboxOptions, prefix, retryDelaysMs })
      consumers.push(consumer)
      return consumer
    },

    // Closing the channel without an acknowledgement puts everything back.
    deadLetters: (consumer, limit) =>
      onDeadQueue(
        consumer,
        async (channel) => (await getInOrder(channel, consumer, limit)).map(({ letter }) => letter),
        [],
      ),

    redrive: (consumer) =>
      onDeadQueue(
        consumer,
        async (channel, count) => {
          let redriven = 0
          while (redriven < count) {
            const letters = await getInOrder(channel, consumer, Math.min(count - redriven, REDRIVE_MAX))
            await Promise.all(
              letters.map(async ({ message }) => {
                const { messageId, type } = message.properties
                const properties = { messageId, type, contentType: CONTENT_TYPE }
                await publishToQueue(channel, names.queue(consumer), message.content, properties)
                channel.ack(message)
              }),
            )
            if (letters.length === 0) break
            redriven += letters.length
          }
          return redriven
        },
        0,
      ),

    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()))
    },
  }
}
