import { expect, test } from '@jest/globals'
import { startEventStore } from '@one-hcm/embedded/event-store/event-store'
import { counted, madeUpDefinition, madeUpMetadata } from '../testing/made-up-events.ts'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import { until } from '../testing/until.ts'
import { createCodec } from './codec.ts'
import { createEventLog } from './event-log.ts'
import { describeEventLog } from './testing/event-log-suite.ts'

describeEventLog('the embedded node', () => startEventStore({ inMemory: true }))

test('a stream with an event that cannot be read is not read as if it were not there', async () => {
  const server = await startEventStore({ inMemory: true })
  const keys = createMemoryKeyRing()
  const writing = createEventLog(server.connectionString, createCodec(keys, madeUpDefinition))
  await writing.append('counter-1', 'no-stream', [{ id: crypto.randomUUID(), event: counted() }], madeUpMetadata)
  const keyless = createEventLog(server.connectionString, createCodec(createMemoryKeyRing(), madeUpDefinition))
  await expect(keyless.readStream('counter-1')).rejects.toMatchObject({ name: 'UnreadableEvent' })
  expect(await keyless.readStoredStream('counter-1')).toHaveLength(1)
  await Promise.all([writing.dispose(), keyless.dispose()])
  await server.stop()
})

test('a node that is away fails every call within seconds, as unavailable, and is used again once it is back', async () => {
  const first = await startEventStore({ inMemory: true })
  const log = createEventLog(first.connectionString, createCodec(createMemoryKeyRing(), madeUpDefinition))
  const append = (stream: string) =>
    log.append(stream, 'no-stream', [{ id: crypto.randomUUID(), event: counted() }], madeUpMetadata)
  await append('counter-1')
  await first.stop()
  const started = performance.now()
  for (const call of [() => append('counter-2'), () => log.readStream('counter-1'), () => log.head()])
    await expect(call()).rejects.toMatchObject({ type: 'unavailable' })
  expect(performance.now() - started).toBeLessThan(8_000)

  const second = await startEventStore({ inMemory: true, port: first.port })
  await until('the log is written again', () =>
    append('counter-3').then(
      () => true,
      () => false,
    ),
  )
  expect(await log.readStream('counter-3')).toHaveLength(1)
  await log.dispose()
  await second.stop()
})
