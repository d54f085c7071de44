import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client'
import { type ChildNode, startChild, startChildNode } from '../testing/child-node.ts'

export interface BenchOptions {
  /** Appends per round and server. */
  appends: number
  /** Events read per round and server, at most `appends` times `rounds`. */
  reads: number
  /** Rounds in which the servers take turns; the median counts. */
  rounds: number
  /** Where the node's data directory is made: a real disk, or the figures say nothing about durability. */
  directory: string
}

/** One comparison with the limit of the transport. Rates per second. */
export interface BenchResult {
  name: string
  node: number
  noOp: number
  ratio: number
}

const inFlight = 64
const data = { text: 'x'.repeat(300) }

/** Durable batch appends and `$all` reads beside a no-op server on the same stubs, all through the official client. */
export async function benchEventStore(options: BenchOptions): Promise<BenchResult[]> {
  const dataDir = mkdtempSync(join(options.directory, 'event-store-bench-'))
  const node = await startChildNode(dataDir)
  const noOp = await startChild('bench/no-op-server.ts', [JSON.stringify(data)])
  try {
    const measure = async (name: string, run: (server: ChildNode) => Promise<number>): Promise<BenchResult> => {
      const rates = { node: [] as number[], noOp: [] as number[] }
      for (let round = 0; round < options.rounds; round++) {
        rates.node.push(await run(node))
        rates.noOp.push(await run(noOp))
      }
      const result = { node: median(rates.node), noOp: median(rates.noOp) }
      return { name, ...result, ratio: result.node / result.noOp }
    }
    return [
      await measure(`durable appends, ${inFlight} in flight`, (server) => append(server, options.appends)),
      await measure('events read from $all', (server) => readAll(server, options.reads)),
    ]
  } finally {
    await node.stop()
    await noOp.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function append({ connectionString }: ChildNode, count: number): Promise<number> {
  const client = EventStoreDBClient.connectionString(connectionString)
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) await client.appendToStream(`bench-${next++ % 1000}`, jsonEvent({ type: 'bench', data }))
  }
  const rate = await timed(count, () => Promise.all(Array.from({ length: inFlight }, worker)))
  await client.dispose()
  return rate
}

async function readAll({ connectionString }: ChildNode, count: number): Promise<number> {
  const client = EventStoreDBClient.connectionString(connectionString)
  let seen = 0
  const rate = await timed(count, async () => {
    for await (const _ of client.readAll({ fromPosition: START, maxCount: count })) seen++
  })
  if (seen !== count) throw new Error(`Read ${seen} events instead of ${count}.`)
  await client.dispose()
  return rate
}

async function timed(count: number, run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return (count / (performance.now() - started)) * 1000
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Anonymous memory of a process in MiB, mapped file pages not counted; undefined where the system does not tell. */
export function anonymousMemoryMiB(pid: number): number | undefined {
  try {
    const match = /RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return match === null ? undefined : Number(match[1]) / 1024
  } catch {
    return undefined
  }
}
