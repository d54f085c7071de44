import { expect, test } from '@jest/globals'
import { runBrokerOutage } from './broker-outage.ts'

const amqpUrl = process.env.AMQP_URL

if (amqpUrl)
  test('RabbitMQ away: applying still works, and the backlog drains without loss', async () => {
    const report = await runBrokerOutage({
      shape: 'one-process',
      amqpUrl,
      beforeS: 2,
      outageS: 6,
      perSecond: 10,
      say: () => undefined,
    })
    expect(report.violations).toEqual([])
    expect(report.backlog).toBeGreaterThan(20)
  }, 180_000)
else test.skip('RabbitMQ away: skipped because AMQP_URL is not set', () => undefined)
