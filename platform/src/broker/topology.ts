import type { ConsumerDeclaration } from '@one-hcm/contracts/consumers'
import type { Channel } from 'amqplib'

/** First part of all names in the broker, so that several systems and tests can share one. */
export const DEFAULT_PREFIX = 'one-hcm'

export type BrokerNames = {
  /** Topic exchange that all events go to. */
  readonly events: string
  /** Exchange and queue of events that nobody has asked for. */
  readonly unrouted: string
  queue(consumer: string): string
  dead(consumer: string): string
  retry(consumer: string, delayMs: number): string
}

export const brokerNames = (prefix: string): BrokerNames => ({
  events: `${prefix}.events`,
  unrouted: `${prefix}.unrouted`,
  queue: (consumer) => `${prefix}.${consumer}`,
  dead: (consumer) => `${prefix}.${consumer}.dead`,
  retry: (consumer, delayMs) => `${prefix}.${consumer}.retry.${delayMs}`,
})

/**
 * How often a message may come back because its holder went away without an answer. It bounds what a message can do
 * that ends the process; failures that are noticed are counted by the consumer.
 */
const DELIVERY_LIMIT = 20
/** Listing dead letters hands them back, which must never use them up. */
const NO_DELIVERY_LIMIT = 1_000_000_000
/** Only there to be looked at, so bounded: the log has them all. */
const UNROUTED_MAX = 10_000
const UNROUTED_TTL_MS = 7 * 24 * 60 * 60 * 1_000

const quorum = { 'x-queue-type': 'quorum' }

/** Moves on to a queue in a way that survives a crash of the broker half-way. */
const safelyTo = (queue: string) => ({
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
})

const durable = (channel: Channel, queue: string, args: Record<string, unknown>) =>
  channel.assertQueue(queue, { durable: true, arguments: { ...quorum, ...args } })

/** Declares the exchange of events, and where events go that nobody has asked for. May be repeated. */
export async function assertExchanges(channel: Channel, names: BrokerNames): Promise<void> {
  await channel.assertExchange(names.unrouted, 'fanout', { durable: true })
  await durable(channel, names.unrouted, {
    'x-max-length': UNROUTED_MAX,
    'x-overflow': 'drop-head',
    'x-message-ttl': UNROUTED_TTL_MS,
  })
  await channel.bindQueue(names.unrouted, names.unrouted, '')
  await channel.assertExchange(names.events, 'topic', { durable: true, alternateExchange: names.unrouted })
}

/** Declares a consumer's queue and its dead-letter queue, and binds the event types it wants. May be repeated. */
export async function assertConsumer(
  channel: Channel,
  names: BrokerNames,
  { name, eventTypes }: Pick<ConsumerDeclaration, 'name' | 'eventTypes'>,
): Promise<void> {
  await durable(channel, names.dead(name), { 'x-delivery-limit': NO_DELIVERY_LIMIT })
  await durable(channel, names.queue(name), { 'x-delivery-limit': DELIVERY_LIMIT, ...safelyTo(names.dead(name)) })
  for (const type of eventTypes) await channel.bindQueue(names.queue(name), names.events, `*.*.${type}`)
}

/** Declares where failed messages wait for their next try: one queue for each delay, since queues expire in order. */
export async function assertRetryQueues(
  channel: Channel,
  names: BrokerNames,
  consumer: string,
  delaysMs: readonly number[],
): Promise<void> {
  for (const delayMs of new Set(delaysMs))
    await durable(channel, names.retry(consumer, delayMs), {
      'x-message-ttl': delayMs,
      ...safelyTo(names.queue(consumer)),
    })
}
