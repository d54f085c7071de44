import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { readRecord } from './child-record.ts'
import { withClient } from './database.ts'
import { connect } from './fixtures/azure-client.ts'
import { killHard, run, until } from './fixtures/processes.ts'
import { isRunning } from './process-identity.ts'
import { type Stack, type StackEnvironment, startStack } from './stack.ts'

const parent = fileURLToPath(new URL('fixtures/stack-parent.ts', import.meta.url))

let dataDir: string
let running: Stack[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'one-hcm-stack-'))
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((stack) => stack.stop()))
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(env: NodeJS.ProcessEnv = {}, said: string[] = []): Promise<Stack> {
  const stack = await startStack({ env: { DATA_DIR: dataDir, ...env }, report: (sentence) => said.push(sentence) })
  running.push(stack)
  return stack
}

/** Puts the same text into every part. */
async function write(env: StackEnvironment, text: string): Promise<void> {
  for (const url of [env.DATABASE_URL, env.KEYS_DATABASE_URL]) {
    await withClient(url, (client) => client.query(`create table kept as select '${text}' as text`))
  }
  const container = connect(env.AZURE_STORAGE_CONNECTION_STRING).getContainerClient('kept')
  await container.create()
  await container.getBlockBlobClient('text').upload(text, text.length)
  const client = EventStoreDBClient.connectionString(env.EVENTSTORE_URL)
  await client.appendToStream('kept', jsonEvent({ type: 'Kept', data: { text } }))
  await client.dispose()
}

/** Reads it back from every part. */
async function read(env: StackEnvironment): Promise<unknown[]> {
  const found: unknown[] = []
  for (const url of [env.DATABASE_URL, env.KEYS_DATABASE_URL]) {
    found.push(await withClient(url, async (client) => (await client.query('select text from kept')).rows[0]?.text))
  }
  const blob = connect(env.AZURE_STORAGE_CONNECTION_STRING).getContainerClient('kept').getBlockBlobClient('text')
  found.push((await blob.downloadToBuffer()).toString())
  const client = EventStoreDBClient.connectionString(env.EVENTSTORE_URL)
  for await (const { event } of client.readStream<{ type: 'Kept'; data: { text: string } }>('kept')) {
    found.push(event?.data.text)
  }
  await client.dispose()
  return found
}

test('all parts keep their data over kill -9 of their parent, and none outlives it', async () => {
  const { process: child, lines, said } = run(parent, [], { ...process.env, DATA_DIR: dataDir })
  await said('ready')
  const env = JSON.parse(lines.at(-2) ?? '{}') as StackEnvironment
  await write(env, 'before the crash')
  const parts = ['postgres', 'blobs', 'event-store'].map(
    (part) => readRecord(join(dataDir, part, 'process.json'))!.child,
  )
  expect(parts.map(isRunning)).toEqual([true, true, true])
  await killHard(child)
  await until('every part is gone', () => !parts.some(isRunning))

  const { env: again } = await start()
  expect(await read(again)).toEqual(Array.from({ length: 4 }, () => 'before the crash'))
})

test('a restart need not wait for what the crash left', async () => {
  const { process: child, said } = run(parent, [], { ...process.env, DATA_DIR: dataDir })
  await said('ready')
  await killHard(child)
  await start()
})

test('two instances side by side use different ports and say so; one data directory serves one instance', async () => {
  const other = mkdtempSync(join(tmpdir(), 'one-hcm-stack-'))
  const said: string[] = []
  try {
    // At the same time: both want the same default ports.
    const [first, second] = await Promise.all([start(), start({ DATA_DIR: other }, said)])
    await write(first.env, 'first')
    await write(second.env, 'second')
    expect(await read(first.env)).toEqual(['first', 'first', 'first', 'first'])
    expect(await read(second.env)).toEqual(['second', 'second', 'second', 'second'])
    await expect(start()).rejects.toThrow(`${dataDir} is in use by another running instance`)
    await second.stop()
  } finally {
    rmSync(other, { recursive: true, force: true })
  }
})

test('a part that the environment names is not started', async () => {
  const first = await start()
  const { DATABASE_URL, EVENTSTORE_URL } = first.env
  const other = join(dataDir, 'other')
  const second = await start({ DATA_DIR: other, DATABASE_URL, EVENTSTORE_URL })
  expect(second.env).toMatchObject({ DATABASE_URL, EVENTSTORE_URL })
  expect(new URL(second.env.KEYS_DATABASE_URL).pathname).toBe('/onehcm_keys')
  expect(readRecord(join(other, 'blobs/process.json'))).toBeDefined()
  expect(readRecord(join(other, 'postgres/process.json'))).toBeUndefined()
  expect(readRecord(join(other, 'event-store/process.json'))).toBeUndefined()
})

test('an explicit port that is taken is an error that names its variable, and nothing is left running', async () => {
  const occupant = createServer()
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve))
  const port = String((occupant.address() as AddressInfo).port)
  await expect(start({ EMBEDDED_BLOB_PORT: port })).rejects.toThrow(
    `Port ${port} is taken on 127.0.0.1: free it, or set EMBEDDED_BLOB_PORT`,
  )
  await new Promise((resolve) => occupant.close(resolve))
  for (const part of ['postgres', 'event-store']) {
    const record = readRecord(join(dataDir, part, 'process.json'))
    expect(record && isRunning(record.child)).toBeFalsy()
  }
  await start({ EMBEDDED_BLOB_PORT: port })
}, 120_000)
