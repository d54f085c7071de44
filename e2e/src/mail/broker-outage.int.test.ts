import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { describeOnRabbit } from '@one-hcm/platform/broker/testing/rabbit'
import { startTcpProxy } from '@one-hcm/platform/testing/tcp-proxy'
import { removeFromBroker } from '../testing/rabbit.ts'
import { createRandom } from '../testing/random.ts'
import { waitFor } from '../testing/wait.ts'
import { createMailLoad } from './mail-load.ts'
import { startMailStage } from './mail-stage.ts'

const amqpUrl = process.env.AMQP_URL
/** Services start as processes of their own, on a machine that may be busy. */
const START_MS = 60_000

describeOnRabbit('messages while RabbitMQ is away', () => {
  test('what happens meanwhile is recorded, told to nobody, and told once afterwards', async () => {
    const broker = new URL(amqpUrl!)
    const wire = await startTcpProxy(broker.hostname, Number(broker.port || 5672))
    const prefix = `mail-${randomUUID().slice(0, 8)}`
    broker.port = String(wire.port)
    const stage = await startMailStage({ url: broker.href, prefix })
    try {
      const load = createMailLoad(stage, createRandom(6))
      stage.startMailer('mailer-0')
      await waitFor(
        'the mailer to draw its line',
        async () => (await stage.log.readStream('mailing-main')).length > 0,
        START_MS,
      )
      for (let times = 0; times < 5; times += 1) await load.next()
      await waitFor('all of it to arrive', () => stage.peer.received.length === load.wanted.length, START_MS)

      wire.setReachable(false)
      const attempts = wire.attempts()
      const before = load.wanted.length
      for (let times = 0; times < 30; times += 1) await load.next()
      await waitFor('the broker to be asked for in vain', () => wire.attempts() > attempts + 2)
      expect(stage.peer.received).toHaveLength(before)
      expect(load.wanted.length).toBeGreaterThan(before + 10)

      wire.setReachable(true)
      await waitFor('the backlog to drain', () => stage.peer.received.length >= load.wanted.length, 60_000)
      const arrived = stage.peer.received.map(({ messageId }) => messageId.slice(1).replace(/@.*$/, ''))
      expect(arrived.sort()).toEqual(load.wanted.map(({ emailId }) => emailId).sort())
    } finally {
      await stage.stop()
      await wire.stop()
      await removeFromBroker(amqpUrl!, prefix)
    }
  }, 240_000)
})
