import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient, START } from '@eventstore/db-client'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type ChildNode, startChildNode } from '../testing/child-node.ts'
import { collect, failureOf, testEvents } from '../testing/test-node.ts'
import { canInject } from './faults.ts'

const ifInjecting = canInject() ? test : test.skip
const why = canInject() ? '' : ' (skipped: no strace here)'

let directory: string
let node: ChildNode
let client: EventStoreDBClient
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'event-store-durability-'))
  node = await startChildNode(directory)
  client = EventStoreDBClient.connectionString(node.connectionString)
})
afterEach(async () => {
  await client.dispose()
  await node.kill()
  rmSync(directory, { recursive: true, force: true })
})

/** Attaches a tracer to the running node. Resolves when the fault is armed; the result takes it off again. */
async function inject(fault: string): Promise<() => Promise<void>> {
  const [name] = fault.split(':')
  const pid = String(node.process.pid)
  const tracer = spawn('strace', ['-f', '-p', pid, '-o', '/dev/null', '-e', `trace=${name}`, '-e', `inject=${fault}`])
  const ended = new Promise<void>((resolve) => tracer.on('close', () => resolve()))
  let said = ''
  await new Promise<void>((resolve, reject) => {
    tracer.stderr.on('data', (text) => {
      said += text
      if (said.includes('attached')) resolve()
    })
    ended.then(() => reject(new Error(`strace ended: ${said}`)))
  })
  return async () => {
    tracer.kill('SIGINT')
    await ended
  }
}

ifInjecting(`§11.3 neither the acknowledgement nor a reader is quicker than the flush${why}`, async () => {
  const delayMs = 1200
  await client.appendToStream('slow', testEvents(1))
  const seenAtMs: number[] = []
  const subscription = client.subscribeToStream('slow', { fromRevision: 0n })
  subscription.on('data', () => seenAtMs.push(performance.now()))
  await new Promise((resolve) => subscription.once('caughtUp', resolve))
  const release = await inject(`fdatasync:delay_enter=${delayMs * 1000}`)
  const startedMs = performance.now()
  const append = client.appendToStream('slow', testEvents(1))
  await new Promise((resolve) => setTimeout(resolve, delayMs / 2))
  // While the disk is busy the old state is served, quickly, and nothing of the new one.
  expect(await collect(client.readStream('slow'))).toHaveLength(1)
  const all = await collect(client.readAll({ fromPosition: START }))
  expect(all.filter(({ event }) => event?.streamId === 'slow')).toHaveLength(1)
  expect(performance.now() - startedMs).toBeLessThan(delayMs)
  await append
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(delayMs)
  while (seenAtMs.length === 0) await new Promise((resolve) => subscription.once('data', resolve))
  expect(seenAtMs[0]! - startedMs).toBeGreaterThanOrEqual(delayMs)
  await release()
  await subscription.unsubscribe()
})

ifInjecting(`a disk that fails stops all writing, and nothing unflushed is acknowledged${why}`, async () => {
  await client.appendToStream('failing', testEvents(1))
  const release = await inject('fdatasync:error=EIO')
  expect(await failureOf(client.appendToStream('failing', testEvents(1)))).toBeDefined()
  await release()
  // The disk is well again, but what it holds is unknown until a restart has read it.
  expect(await failureOf(client.appendToStream('failing', testEvents(1)))).toBeDefined()
  expect(await collect(client.readStream('failing'))).toHaveLength(1)
  await client.dispose()
  await node.stop()
  node = await startChildNode(directory)
  client = EventStoreDBClient.connectionString(node.connectionString)
  const { nextExpectedRevision } = await client.appendToStream('failing', testEvents(1))
  expect(await collect(client.readStream('failing'))).toHaveLength(Number(nextExpectedRevision) + 1)
})
