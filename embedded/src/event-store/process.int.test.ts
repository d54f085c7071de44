import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient } from '@eventstore/db-client'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { startEventStore } from './event-store.ts'
import { collect, failureOf, testEvents } from './testing/test-node.ts'

const main = join(import.meta.dirname, 'main.ts')
let directory: string
let children: ChildProcess[]
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'event-store-process-'))
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

interface Finished {
  code: number | null
  output: string
  errors: string
}

function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    env: { ...process.env, ...env },
    stdio: 'pipe',
  })
  children.push(child)
  let output = ''
  let errors = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (errors += text))
  const finished: Promise<Finished> = once(child, 'close').then(([code]) => ({ code, output, errors }))
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => output.includes('\n') && resolve(/esdb:\S+/.exec(output)?.[0] ?? ''))
    finished.then(({ errors }) => reject(new Error(errors)))
  })
  ready.catch(() => {})
  return { child, ready, finished }
}

const data = (): string[] => ['--port', '0', '--data', join(directory, 'data')]

test.each(['SIGTERM', 'SIGINT'] as const)(
  'prints one line when ready, keeps its data, exits 0 on %s',
  async (signal) => {
    for (const expected of [1, 2]) {
      const { child, ready, finished } = run(data())
      const client = EventStoreDBClient.connectionString(await ready)
      await client.appendToStream('kept', testEvents(1))
      expect(await collect(client.readStream('kept'))).toHaveLength(expected)
      await client.dispose()
      child.kill(signal)
      expect(await finished).toMatchObject({
        code: 0,
        errors: '',
        output: expect.stringMatching(/^[^\n]*esdb:\/\/[^\n]*\n$/),
      })
    }
  },
)

test('refuses a data directory in use, in this process and in another', async () => {
  const path = join(directory, 'data')
  const node = await startEventStore({ dataDir: path })
  expect((await failureOf(startEventStore({ dataDir: path }))).message).toContain('in use')
  expect(await run(data()).finished).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('in use') })
  await node.stop()
  const again = await startEventStore({ dataDir: path })
  await again.stop()
})

test('takes over the data directory of a killed node at once', async () => {
  const first = run(data())
  const client = EventStoreDBClient.connectionString(await first.ready)
  await client.appendToStream('kept', testEvents(3))
  first.child.kill('SIGKILL')
  await first.finished
  await client.dispose()
  const second = EventStoreDBClient.connectionString(await run(data()).ready)
  expect(await collect(second.readStream('kept'))).toHaveLength(3)
  await second.dispose()
})

test('refuses another format, and a directory of somebody else', async () => {
  writeFileSync(join(directory, 'FORMAT'), 'One HCM event store, format 999\n')
  expect((await failureOf(startEventStore({ dataDir: directory }))).message).toContain('format 999')
  rmSync(join(directory, 'FORMAT'))
  writeFileSync(join(directory, 'thesis.doc'), '')
  expect((await failureOf(startEventStore({ dataDir: directory }))).message).toContain('other files')
  expect(readdirSync(directory)).toEqual(['thesis.doc'])
})

test('says what is wrong with its arguments and how to give them', async () => {
  const { code, output, errors } = await run(['--port', '1', '--wrong']).finished
  expect({ code, output }).toEqual({ code: 2, output: '' })
  expect(errors).toContain('--wrong')
  expect(errors).toContain('Usage:')
})

test('ends with its parent when told to watch its standard input', async () => {
  const { child, ready, finished } = run(['--port', '0', '--in-memory'], { ONE_HCM_PARENT_PIPE: '1' })
  await ready
  child.stdin?.destroy()
  expect((await finished).code).toBe(0)
})

test('in memory leaves nothing behind, even when killed', async () => {
  const { child, ready, finished } = run(['--port', '0', '--in-memory'], { TMPDIR: directory })
  const client = EventStoreDBClient.connectionString(await ready)
  await client.appendToStream('forgotten', testEvents(1))
  expect(await collect(client.readStream('forgotten'))).toHaveLength(1)
  await client.dispose()
  child.kill('SIGKILL')
  await finished
  expect(readdirSync(directory)).toEqual([])
})

test('§9 /health/live answers 204 when ready, or the code asked for', async () => {
  const probe = await startEventStore({ inMemory: true })
  const { startHealthEndpoint } = await import('./health.ts')
  const health = await startHealthEndpoint('127.0.0.1', 0, () => probe.isReady())
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${health.port}${path}`)).status
  expect([await get('/health/live'), await get('/health/live?liveCode=200'), await get('/')]).toEqual([204, 200, 404])
  await probe.stop()
  expect(await get('/health/live')).toBe(503)
  await health.stop()
})
