import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { endStray, writeRecord } from './child-record.ts'
import type { GuardedCommand } from './guard.ts'

/** How a child is started and ended. */
export interface ChildOptions {
  /** Shown in messages. */
  name: string
  env?: NodeJS.ProcessEnv
  /** Where pid and start time are kept; a restart passes the same file and finds the stray of a crash. */
  recordFile: string
  /** After this many milliseconds a child that was asked to stop is killed. */
  stopTimeoutMs: number
  /** Each line of its output and of its error output. */
  onLine?: (line: string) => void
  /** Told in one sentence when the child ended although nobody had asked it to. */
  onUnexpectedEnd?: (sentence: string) => void
}

/** A foreign program, which cannot notice by itself that its parent died. */
export interface ForeignProgram extends ChildOptions {
  command: string
  args: readonly string[]
  /** What the program takes as "stop now, in good order". */
  stopSignal: NodeJS.Signals
  /** Removed with all it holds once the program has ended, whoever ended it. */
  removeWhenEnded?: string
}

/** One of our own programs: it ends when its standard input closes, as ONE_HCM_PARENT_PIPE=1 asks it to. */
export interface NodeProgram extends ChildOptions {
  /** Absolute path of its main file. */
  main: string
  args: readonly string[]
}

/** A child that lives no longer than its parent. */
export interface Child {
  /** Resolves, with how it ended in words, once the process is gone. */
  readonly ended: Promise<string>
  /** Asks it to stop, kills it after the time-out, resolves once it is gone. May be called repeatedly. */
  stop(): Promise<void>
}

const nodeArguments = ['--disable-warning=ExperimentalWarning']
const guardFile = fileURLToPath(new URL('guard.ts', import.meta.url))

/** Starts a foreign program under a guardian (guard.ts), after ending what a crash may have left of the last one. */
export async function startForeign(program: ForeignProgram): Promise<Child> {
  await endStray(program.recordFile, program.stopTimeoutMs)
  const { name, command, args, recordFile, stopSignal, stopTimeoutMs, removeWhenEnded } = program
  const guarded: GuardedCommand = { name, command, args, recordFile, stopSignal, stopTimeoutMs, removeWhenEnded }
  const guard = launch([guardFile, JSON.stringify(guarded)], program.env ?? process.env)
  // The guardian kills on time; it gets a little longer to do so itself.
  return supervise(guard, program, stopTimeoutMs + 2_000)
}

/** Starts one of our own programs, after ending what a crash may have left of the last one. */
export async function startNode(program: NodeProgram): Promise<Child> {
  await endStray(program.recordFile, program.stopTimeoutMs)
  const env = { ...(program.env ?? process.env), ONE_HCM_PARENT_PIPE: '1' }
  const child = launch([program.main, ...program.args], env)
  if (child.pid !== undefined) {
    writeRecord(program.recordFile, { name: program.name, stopSignal: 'SIGTERM' }, child.pid)
  }
  return supervise(child, program, program.stopTimeoutMs)
}

function launch(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  // Detached: Ctrl-C in a terminal signals the parent's group only, so that the parent can drain before its parts stop.
  return spawn(process.execPath, [...nodeArguments, ...args], { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
}

function supervise(process_: ChildProcess, options: ChildOptions, killAfterMs: number): Child {
  let asked = false
  for (const stream of [process_.stdout, process_.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => options.onLine?.(line))
  }
  // A child that just ended makes writing into its pipe fail; its end is reported below.
  process_.stdin?.on('error', () => undefined)
  const outputEnded = new Promise((resolve) => process_.once('close', resolve))
  const ended = new Promise<string>((resolve) => {
    const finish = async (how: string) => {
      // Where the guardian itself was killed, its child is now a stray.
      await endStray(options.recordFile, options.stopTimeoutMs)
      // Its last words may explain it; a grandchild that keeps the pipe open must not hold this up.
      await Promise.race([outputEnded, delay(1_000, undefined, { ref: false })])
      if (!asked) options.onUnexpectedEnd?.(`${options.name} ${how}.`)
      resolve(how)
    }
    // Not 'close': a stray holds the output pipes open, and ending the stray is what comes next.
    process_.once('exit', (code, signal) => finish(signal ? `was ended by ${signal}` : `ended with code ${code}`))
    process_.once('error', (error) => finish(`could not be started: ${error.message}`))
  })
  return {
    ended,
    async stop() {
      asked = true
      process_.kill('SIGTERM')
      const timer = setTimeout(() => process_.kill('SIGKILL'), killAfterMs)
      await ended
      clearTimeout(timer)
    },
  }
}
