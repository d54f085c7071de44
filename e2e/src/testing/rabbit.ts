import { consumers } from '@one-hcm/contracts/consumers'
import { RETRY_DELAYS_MS } from '@one-hcm/platform/broker/retries'
import { brokerNames } from '@one-hcm/platform/broker/topology'
import { type Channel, type ChannelModel, connect, type GetMessage } from 'amqplib'

/** Messages that wait in each of a system's queues; undefined for a queue that does not exist. */
export type QueueCounts = Record<string, number | undefined>

const queuesOf = (prefix: string): string[] => {
  const names = brokerNames(prefix)
  return [
    names.unrouted,
    ...consumers.flatMap(({ name }) => [
      names.queue(name),
      names.dead(name),
      ...[...new Set(RETRY_DELAYS_MS)].map((delay) => names.retry(name, delay)),
    ]),
  ]
}

/** A connection for one errand. A closed channel (a queue that does not exist) must not end the process. */
async function withConnection<T>(url: string, errand: (model: ChannelModel) => Promise<T>): Promise<T> {
  const model = await connect(url, { timeout: 5_000 })
  model.on('error', () => undefined)
  try {
    return await errand(model)
  } finally {
    await model.close().catch(() => undefined)
  }
}

async function onChannel<T>(model: ChannelModel, work: (channel: Channel) => Promise<T>): Promise<T | undefined> {
  const channel = await model.createChannel()
  channel.on('error', () => undefined)
  try {
    return await work(channel)
  } catch {
    return undefined
  } finally {
    await channel.close().catch(() => undefined)
  }
}

/** Removes every queue and exchange of a prefix, so that a test leaves nothing in a shared broker. */
export async function removeFromBroker(url: string, prefix: string): Promise<void> {
  await withConnection(url, async (model) => {
    for (const queue of queuesOf(prefix)) await onChannel(model, (channel) => channel.deleteQueue(queue))
    for (const exchange of [brokerNames(prefix).events, brokerNames(prefix).unrouted])
      await onChannel(model, (channel) => channel.deleteExchange(exchange))
  })
}

export async function countMessages(url: string, prefix: string): Promise<QueueCounts> {
  return withConnection(url, async (model) => {
    const counts: QueueCounts = {}
    for (const queue of queuesOf(prefix))
      counts[queue] = (await onChannel(model, (channel) => channel.checkQueue(queue)))?.messageCount
    return counts
  })
}

/** A queue of our own that gets a copy of everything the system publishes. */
export type Tap = {
  readonly messages: readonly GetMessage[]
  close(): Promise<void>
}

/** Binds a private queue to the exchange of events; it is gone with this connection. Fails without that exchange. */
export async function openTap(url: string, prefix: string): Promise<Tap> {
  const model = await connect(url, { timeout: 5_000 })
  model.on('error', () => undefined)
  try {
    const channel = await model.createChannel()
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true })
    await channel.bindQueue(queue, brokerNames(prefix).events, '#')
    const messages: GetMessage[] = []
    await channel.consume(queue, (message) => message && void messages.push(message as unknown as GetMessage), {
      noAck: true,
    })
    return { messages, close: () => model.close() }
  } catch (error) {
    await model.close().catch(() => undefined)
    throw error
  }
}
