// node embedded/src/event-store/bench/large-history.ts [--events N] [--directory DIR]
// Opening time, memory and speed of a node at a hundredth of N events and at N.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BACKWARDS, END, EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { type ChildNode, startChildNode } from '../testing/child-node.ts'
import { anonymousMemoryMiB } from './bench.ts'

const { values } = parseArgs({
  options: { events: { type: 'string', default: '2000000' }, directory: { type: 'string', default: '.data' } },
})
const events = Number(values.events)
mkdirSync(values.directory, { recursive: true })
const dataDir = mkdtempSync(join(values.directory, 'event-store-large-'))

/** Streams of a hundred events each, in appends of a hundred, eight at a time. */
async function fill(connectionString: string, from: number, to: number): Promise<void> {
  const client = EventStoreDBClient.connectionString(connectionString)
  let next = from
  const data = { text: 'x'.repeat(300) }
  const worker = async (): Promise<void> => {
    while (next < to) {
      const stream = `history-${next / 100}`
      next += 100
      await client.appendToStream(
        stream,
        Array.from({ length: 100 }, () => jsonEvent({ type: 'old', data })),
      )
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  await client.dispose()
}

async function measure(node: ChildNode, label: string, openMs: number): Promise<object> {
  const client = EventStoreDBClient.connectionString(node.connectionString)
  const pid = node.process.pid!
  const opened = anonymousMemoryMiB(pid)
  let read = 0
  const readMs = await timed(async () => {
    for await (const _ of client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 20_000 })) read++
  })
  const appends = 5000
  let next = 0
  const appendMs = await timed(() =>
    Promise.all(
      Array.from({ length: 64 }, async () => {
        while (next < appends) {
          await client.appendToStream(
            `new-${label}-${next++ % 1000}`,
            jsonEvent({ type: 'new', data: { text: 'x'.repeat(300) } }),
          )
        }
      }),
    ),
  )
  let all = 0
  for await (const _ of client.readAll()) all++
  await client.dispose()
  return {
    'events in the log': all,
    'ready after ms': Math.round(openMs),
    'reads/s': Math.round((read / readMs) * 1000),
    'appends/s': Math.round((appends / appendMs) * 1000),
    'MiB when opened': opened?.toFixed(0),
    'MiB after reading all': anonymousMemoryMiB(pid)?.toFixed(0),
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}

try {
  const rows: object[] = []
  for (const [from, to] of [
    [0, events / 100],
    [events / 100, events],
  ] as const) {
    const filling = await startChildNode(dataDir)
    await fill(filling.connectionString, from, to)
    await filling.stop()
    const started = performance.now()
    const node = await startChildNode(dataDir)
    rows.push(await measure(node, String(to), performance.now() - started))
    await node.stop()
  }
  console.table(rows)
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
