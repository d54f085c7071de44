import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { EventStoreDBClient } from '@eventstore/db-client'
import { verifyEventStore } from '../event-store.ts'
import { type ChildNode, startChildNode } from '../testing/child-node.ts'
import { seededRandom } from '../testing/random.ts'
import { canInject, chooseFault, type Fault, faultCommand, writePathCalls } from './faults.ts'
import { Ledger } from './ledger.ts'
import { startLoad, type Unanswered } from './load.ts'

export interface TortureOptions {
  /** Decides faults and load; with the same seed the same is tried, though a kill never hits the same instruction. */
  seed: number
  /** How often the node is brought down. */
  kills: number
  /** Where the data directory is made. */
  directory: string
  onProgress?: ((line: string) => void) | undefined
}

export interface TortureReport {
  seed: number
  kills: number
  /** Deaths at a system call of the write path, out of `kills`; 0 where the machine cannot inject them. */
  injected: number
  /** Deaths while a data directory was being made, on top of `kills`. */
  creationKills: number
  acknowledged: number
  stored: number
  /** Acknowledged events that are not in the log. */
  lost: number
  /** Missing positions and revisions. */
  gaps: number
  /** Events stored twice. */
  repeats: number
  /** Whatever else is wrong, and the sentences for the figures above. */
  problems: string[]
}

/** How long an injected fault may take to come up before the node is killed without it. */
const faultPatienceMs = 3000

/**
 * Brings a node down again and again under load, at random and at the system calls of its write path, restarts it each
 * time on the same data, and finally compares the whole log with everything that was promised to anybody.
 */
export async function tortureEventStore(options: TortureOptions): Promise<TortureReport> {
  const random = seededRandom(options.seed)
  const injects = canInject()
  const directory = mkdtempSync(join(options.directory, 'event-store-torture-'))
  const dataDir = join(directory, 'data')
  const ledger = new Ledger()
  let unanswered: Unanswered[] = []
  let tried = 0
  let injected = 0
  try {
    const creationKills = injects ? await tortureCreation(directory, Math.ceil(options.kills / 20)) : 0
    for (let kill = 1; kill <= options.kills; kill++) {
      const fault = chooseFault(random, tried, injects)
      if (fault.kind === 'system call') tried++
      // A fault may hit before the node is ready: then there was no load, and the next start has to cope.
      const node = await startChildNode(dataDir, [], faultCommand(fault)).catch((error: Error) => {
        if (fault.kind === 'kill') throw error
        return undefined
      })
      if (node !== undefined) {
        const load = startLoad(node.connectionString, ledger, random, unanswered)
        await bringDown(node, fault)
        unanswered = await load.stop()
      }
      if (fault.kind === 'system call' && (node === undefined || node.process.signalCode === 'SIGKILL')) injected++
      options.onProgress?.(`${kill}/${options.kills} ${text(fault)}: ${ledger.acknowledged} events acknowledged`)
    }
    const stored = await compare(dataDir, ledger)
    return {
      seed: options.seed,
      kills: options.kills,
      injected,
      creationKills,
      acknowledged: ledger.acknowledged,
      stored,
      lost: ledger.lost,
      gaps: ledger.gaps,
      repeats: ledger.repeats,
      problems: ledger.problems,
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/**
 * Lets nodes die while they make their data directories, at each system call of the write path in turn, and starts each
 * again without a fault. Throws when one cannot be started again.
 */
async function tortureCreation(directory: string, rounds: number): Promise<number> {
  let deaths = 0
  for (let round = 0; round < rounds; round++) {
    const name = writePathCalls[round % writePathCalls.length]!
    const occurrence = 1 + Math.floor(round / writePathCalls.length)
    const dataDir = join(directory, `created-${round}`)
    const command = faultCommand({ kind: 'system call', name, occurrence })
    const node = await startChildNode(dataDir, [], command).catch(() => undefined)
    if (node === undefined) deaths++
    else await node.hangUp()
    await (await startChildNode(dataDir)).stop()
    const { problems } = await verifyEventStore(dataDir)
    if (problems.length > 0) throw new Error(`After death at ${name} number ${occurrence}: ${problems[0]}`)
  }
  return deaths
}

async function bringDown(node: ChildNode, fault: Fault): Promise<void> {
  if (fault.kind === 'kill') {
    await new Promise((resolve) => setTimeout(resolve, fault.afterMs))
    await node.kill()
    return
  }
  const isDead = await Promise.race([
    node.ended.then(() => true),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), faultPatienceMs)),
  ])
  // The fault did not come up. The node behind the tracer watches its standard input.
  if (!isDead) await node.hangUp()
}

async function compare(dataDir: string, ledger: Ledger): Promise<number> {
  const { problems } = await verifyEventStore(dataDir)
  ledger.problems.push(...problems)
  const node = await startChildNode(dataDir)
  const client = EventStoreDBClient.connectionString(node.connectionString)
  const log: Parameters<Ledger['check']>[0] extends Iterable<infer Entry> ? Entry[] : never = []
  for await (const { event } of client.readAll()) {
    if (event?.position === undefined) continue
    log.push({ id: event.id, stream: event.streamId, revision: event.revision, position: event.position.commit })
  }
  await client.dispose()
  await node.stop()
  ledger.check(log)
  return log.length
}

const text = (fault: Fault): string =>
  fault.kind === 'kill' ? `kill after ${fault.afterMs} ms` : `death at ${fault.name} number ${fault.occurrence}`
