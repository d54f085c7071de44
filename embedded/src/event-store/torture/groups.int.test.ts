import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  EventStoreDBClient,
  type PersistentSubscriptionToStreamResolvedEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@eventstore/db-client'
import { expect, test } from '@jest/globals'
import { startChildNode } from '../testing/child-node.ts'
import { testEvents } from '../testing/test-node.ts'

test('§7.2 a group delivers every event at least once, however often the node is killed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'event-store-groups-'))
  const count = 600
  const lives = 4
  const delivered = new Map<number, number>()
  let firstOfLastLife: number | undefined
  try {
    for (let life = 1; life <= lives; life++) {
      const node = await startChildNode(directory)
      const client = EventStoreDBClient.connectionString(node.connectionString)
      if (life === 1) {
        const settings = persistentSubscriptionToStreamSettingsFromDefaults({
          startFrom: START,
          checkPointUpperBound: 20,
          checkPointLowerBound: 1,
        })
        await client.createPersistentSubscriptionToStream('worked-through', 'g', settings)
        await client.appendToStream('worked-through', testEvents(count))
      }
      const killAt = Math.floor((count / lives) * life)
      const consumer = client.subscribeToPersistentSubscriptionToStream('worked-through', 'g')
      await new Promise<void>((resolve) => {
        consumer
          .on('error', () => {})
          .on('data', (event: PersistentSubscriptionToStreamResolvedEvent) => {
            const revision = Number(event.event?.revision)
            if (life === lives) firstOfLastLife ??= revision
            delivered.set(revision, (delivered.get(revision) ?? 0) + 1)
            consumer.ack(event).catch(() => {})
            if (delivered.size >= killAt) resolve()
          })
      })
      await node.kill()
      await client.dispose()
    }
    expect([...delivered.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index))
    // The checkpoints were worth something: the last life did not begin at the beginning.
    expect(firstOfLastLife).toBeGreaterThan(0)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
