import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A server in a process of its own that ends with this one. */
export interface ChildNode {
  readonly process: ChildProcess
  readonly connectionString: string
  /** Resolves when the process is gone. */
  readonly ended: Promise<unknown>
  /** Closes the standard input of the process, which ends a node in good order, and waits for it. */
  hangUp(): Promise<void>
  /** Kills the process without any warning and waits for its end. */
  kill(): Promise<void>
  /** Ends the process as an operator would. Resolves with its exit code. */
  stop(): Promise<number | null>
}

const folder = join(import.meta.dirname, '..')

/** Starts a script of this folder that prints a connection string when it is ready. Rejects with what it says instead. */
export async function startChild(script: string, args: string[], command: string[] = []): Promise<ChildNode> {
  const [program, ...before] = [...command, process.execPath]
  const child = spawn(program!, [...before, '--disable-warning=ExperimentalWarning', join(folder, script), ...args], {
    env: { ...process.env, ONE_HCM_PARENT_PIPE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stderr.on('data', (text) => (errors += text))
  const closed = once(child, 'close')
  const connectionString = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      output += text
      const match = /(esdb:\S+)\n/.exec(output)
      if (match !== null) resolve(match[1]!)
    })
    closed.then(([code]) => reject(new Error(`${script} ended with ${code}: ${errors}`)))
  })
  return {
    process: child,
    connectionString,
    ended: closed,
    hangUp: async () => {
      child.stdin.end()
      await closed
    },
    kill: async () => {
      child.kill('SIGKILL')
      await closed
    },
    stop: async () => {
      child.kill('SIGTERM')
      const [code] = await closed
      return code
    },
  }
}

/** An event store node in a process of its own, durable in `dataDir`. */
export const startChildNode = (dataDir: string, args: string[] = [], command: string[] = []): Promise<ChildNode> =>
  startChild('main.ts', ['--port', '0', '--data', dataDir, ...args], command)
