import { randomUUID } from 'node:crypto'
import { describe } from '@jest/globals'
import type { Channel, Message } from 'amqplib'
import { startTcpProxy, type TcpProxy } from '../../testing/tcp-proxy.ts'
import { withBroker } from '../connection.ts'
import { brokerNames } from '../topology.ts'
import { until } from './until.ts'

const { AMQP_URL } = process.env

/** Tests that need RabbitMQ; without one, their name says why they are skipped. */
export const describeOnRabbit = (title: string, tests: () => void) =>
  AMQP_URL ? describe(title, tests) : describe.skip(`${title} (skipped: AMQP_URL is not set)`, tests)

export type TestRabbit = {
  /** Straight to the broker. */
  readonly url: string
  /** Prefix of this test's own queues and exchanges. */
  readonly prefix: string
  /** A wire to the broker that can be damaged. */
  proxy(): Promise<{ url: string; wire: TcpProxy }>
  /** Runs an errand on a channel of its own. */
  onChannel<T>(errand: (channel: Channel) => Promise<T>): Promise<T>
  /** Takes everything out of a queue, in its order. */
  drain(queue: string): Promise<Message[]>
  /** Stops the wires and deletes the queues of the given consumers, and the exchanges. */
  stop(consumers: readonly { name: string; retryDelaysMs?: readonly number[] }[]): Promise<void>
}

export function testRabbit(): TestRabbit {
  const url = AMQP_URL!
  const prefix = `test-${randomUUID()}`
  const names = brokerNames(prefix)
  const wires: TcpProxy[] = []
  const onChannel: TestRabbit['onChannel'] = (errand) =>
    withBroker(url, 'one-hcm test', async (model) => {
      const channel = await model.createChannel()
      channel.on('error', () => {})
      return errand(channel)
    })

  return {
    url,
    prefix,
    onChannel,
    proxy: async () => {
      const target = new URL(url)
      const wire = await startTcpProxy(target.hostname, Number(target.port || 5672))
      wires.push(wire)
      target.host = `127.0.0.1:${wire.port}`
      return { url: target.href, wire }
    },
    drain: (queue) =>
      onChannel(async (channel) => {
        const { messageCount } = await channel.checkQueue(queue)
        const messages: Message[] = []
        await channel.consume(queue, (message) => message && messages.push(message), { noAck: true })
        await until(`${messageCount} messages are taken out of the queue`, () => messages.length >= messageCount)
        return messages
      }),
    stop: async (consumers) => {
      await Promise.all(wires.map((wire) => wire.stop()))
      await onChannel(async (channel) => {
        for (const { name, retryDelaysMs = [] } of consumers) {
          for (const delayMs of retryDelaysMs) await channel.deleteQueue(names.retry(name, delayMs))
          await channel.deleteQueue(names.queue(name))
          await channel.deleteQueue(names.dead(name))
        }
        await channel.deleteQueue(names.unrouted)
        await channel.deleteExchange(names.events)
        await channel.deleteExchange(names.unrouted)
      })
    },
  }
}
