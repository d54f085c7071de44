import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import type { Shape } from '../testing/system.ts'
import { runTorture } from './torture.ts'

const folder = mkdtempSync(join(tmpdir(), 'one-hcm-torture-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const amqpUrl = process.env.AMQP_URL

async function survives(shape: Shape, rounds: number, broker: string | undefined): Promise<void> {
  const seed = Date.now() % 1_000_000
  console.log(`torture: seed ${seed}, ${shape}`)
  const { violations, writes } = await runTorture({
    seed,
    rounds,
    shape,
    amqpUrl: broker,
    operations: 40,
    atOnce: 8,
    examineEvery: rounds,
    historyFile: join(folder, `${shape}.ndjson`),
    say: () => undefined,
  })
  expect({ seed, violations }).toEqual({ seed, violations: [] })
  expect(writes.unsettled).toBe(0)
}

test('W-24 a system in one process survives kill -9 under load', () => survives('one-process', 2, undefined), 300_000)

if (amqpUrl) {
  test(
    'separate processes, two of each API, RabbitMQ: survive kill -9 under load',
    () => survives('separate', 2, amqpUrl),
    300_000,
  )
} else {
  test.skip('separate processes with RabbitMQ: skipped because AMQP_URL is not set', () => undefined)
}
