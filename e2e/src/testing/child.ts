import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** The root of the repository. */
export const repository = resolve(import.meta.dirname, '../../..')

/** A program of the platform as a child that ends with this process. */
export type Program = {
  name: string
  /** Of the repository. */
  main: string
  args?: readonly string[]
  env: NodeJS.ProcessEnv
  /** Where its output is kept. */
  logFolder: string
}

export type Child = {
  readonly pid: number
  readonly lines: readonly string[]
  hasEnded(): boolean
  /** Exit code, or the name of the signal. */
  readonly ended: Promise<number | string>
  signal(signal: NodeJS.Signals): void
}

export function startProgram({ name, main, args = [], env, logFolder }: Program): Child {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(repository, main), ...args],
    // In a group of its own: a Ctrl-C of the harness is not a Ctrl-C of what it tests.
    { cwd: logFolder, env: { ...env, ONE_HCM_PARENT_PIPE: '1' }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  if (child.pid === undefined) throw new Error(`${name} could not be started`)
  const lines: string[] = []
  const log = createWriteStream(join(logFolder, `${name}.log`), { flags: 'a' })
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (lines.length > 500) lines.shift()
      log.write(`${line}\n`)
    })
  }
  child.stdin?.on('error', () => undefined)
  const ended = once(child, 'exit').then(([code, signal]) => {
    log.end()
    return (signal ?? code) as number | string
  })
  return {
    pid: child.pid,
    lines,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ended,
    signal: (signal) => void child.kill(signal),
  }
}

export type Finished = { code: number; stdout: string; stderr: string }

/** Runs a program to its end, at most `withinMs`. */
export async function runProgram(
  main: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  options: { cwd?: string; withinMs?: number } = {},
): Promise<Finished> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(repository, main), ...args], {
    cwd: options.cwd ?? repository,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  const withinMs = options.withinMs ?? 120_000
  const timer = setTimeout(() => {
    output.stderr += `(killed because it had not ended after ${withinMs} ms)\n`
    child.kill('SIGKILL')
  }, withinMs)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(timer)
  return { code: code ?? -1, ...output }
}
