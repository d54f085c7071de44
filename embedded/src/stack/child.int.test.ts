import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startForeign, startNode } from './child.ts'
import { endStray, readRecord } from './child-record.ts'
import { killHard, run, until } from './fixtures/processes.ts'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))
const ownProgram = fixture('own-program.ts')
const stubborn = ['-c', 'trap "" TERM; echo stubborn; while :; do sleep 0.1; done']

let directory: string
let recordFile: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'one-hcm-child-'))
  recordFile = join(directory, 'process.json')
})
afterEach(async () => {
  await endStray(recordFile, 100)
  rmSync(directory, { recursive: true, force: true })
})

async function recorded(): Promise<ProcessIdentity> {
  await until('the child is recorded', () => readRecord(recordFile) !== undefined)
  return readRecord(recordFile)?.child as ProcessIdentity
}

describe('a child ends with its parent', () => {
  test.each([
    ['foreign', 'sleep', ['600']],
    ['node', ownProgram, []],
  ])('after kill -9 of the parent: %s', async (kind, command, args) => {
    const parent = run(fixture('parent.ts'), [kind, recordFile, command, ...args])
    await parent.said('ready')
    const child = await recorded()
    expect(isRunning(child)).toBe(true)
    await killHard(parent.process)
    await until('the child is gone', () => !isRunning(child))
  })

  test('also when it ignores the polite signal', async () => {
    const parent = run(fixture('parent.ts'), ['foreign', recordFile, 'sh', ...stubborn])
    await parent.said('stubborn')
    const child = await recorded()
    await killHard(parent.process)
    await until('the child is gone', () => !isRunning(child))
  })

  test.each([
    ['foreign', 'sleep', ['600']],
    ['node', ownProgram, []],
  ])('but not before it: Ctrl-C reaches the parent alone: %s', async (kind, command, args) => {
    const parent = run(fixture('parent.ts'), [kind, recordFile, command, ...args])
    await parent.said('ready')
    const child = await recorded()
    process.kill(-Number(parent.process.pid), 'SIGINT')
    await parent.said('parent got SIGINT')
    expect(isRunning(child)).toBe(true)
    expect(parent.lines).not.toContain('child got SIGINT')
    await killHard(parent.process)
    await until('the child is gone', () => !isRunning(child))
  })
})

describe('stop', () => {
  test('ends a program of ours in good order', async () => {
    const lines: string[] = []
    const child = await startNode({
      name: 'own',
      main: ownProgram,
      args: [],
      recordFile,
      stopTimeoutMs: 5_000,
      onLine: (line) => lines.push(line),
    })
    await until('it is up', () => lines.includes('child is up'))
    await child.stop()
    await child.stop()
    expect(await child.ended).toBe('ended with code 0')
  })

  test('kills a foreign program that does not listen', async () => {
    const lines: string[] = []
    const child = await startForeign({
      name: 'stubborn',
      command: 'sh',
      args: stubborn,
      recordFile,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 200,
      onLine: (line) => lines.push(line),
    })
    await until('it is up', () => lines.includes('stubborn'))
    const identity = await recorded()
    await child.stop()
    expect(isRunning(identity)).toBe(false)
  })
})

describe('an unexpected end is reported', () => {
  test.each([
    ['with a code', 'child', 'sh', ['-c', 'exit 3'], 'foreign ended with code 3.'],
    ['when it cannot be started', 'child', '/nowhere/to/be/found', [], 'foreign ended with code 127.'],
  ])('%s', async (_case, _who, command, args, sentence) => {
    const said: string[] = []
    const child = await startForeign({
      name: 'foreign',
      command,
      args,
      recordFile,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 1_000,
      onUnexpectedEnd: (line) => said.push(line),
    })
    await child.ended
    expect(said).toEqual([sentence])
  })

  test('and when only the guardian was killed, its child does not stay behind', async () => {
    const said: string[] = []
    const child = await startForeign({
      name: 'foreign',
      command: 'sleep',
      args: ['600'],
      recordFile,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 1_000,
      onUnexpectedEnd: (line) => said.push(line),
    })
    const identity = await recorded()
    process.kill(Number(readRecord(recordFile)?.guard?.pid), 'SIGKILL')
    await child.ended
    expect(said).toEqual(['foreign was ended by SIGKILL.'])
    expect(isRunning(identity)).toBe(false)
  })
})

describe('a restart', () => {
  test('ends the stray of a crash that took parent and guardian', async () => {
    const parent = run(fixture('parent.ts'), ['foreign', recordFile, 'sleep', '600'])
    await parent.said('ready')
    const stray = await recorded()
    process.kill(Number(readRecord(recordFile)?.guard?.pid), 'SIGKILL')
    // The parent would notice and end it: it goes at the same time.
    await killHard(parent.process)
    const child = await startForeign({
      name: 'again',
      command: 'sleep',
      args: ['600'],
      recordFile,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 1_000,
    })
    expect(isRunning(stray)).toBe(false)
    await child.stop()
  })

  test('spares a process that merely got the same pid', async () => {
    const innocent = spawn('sleep', ['600'])
    try {
      const pid = Number(innocent.pid)
      const record = { name: 'old', child: { pid, start: 'another boot:1' }, stopSignal: 'SIGTERM' }
      writeFileSync(recordFile, JSON.stringify(record))
      expect(await endStray(recordFile, 1_000)).toBeUndefined()
      expect(identify(pid)).toBeDefined()
    } finally {
      innocent.kill('SIGKILL')
    }
  })
})
