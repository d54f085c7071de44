/**
 * Guardian of one foreign process, which knows nothing of its parent. The guardian holds it in a process group of its
 * own and ends it when told to (SIGTERM), or when its own standard input closes: the kernel closes that pipe however
 * the parent died, also by kill -9. It ends as its child ended.
 *
 * Usage: node guard.ts '<GuardedCommand as JSON>'
 */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { constants } from 'node:os'
import { writeRecord } from './child-record.ts'

/** What the guardian is asked to hold. Secrets travel in the environment, which other users cannot read. */
export interface GuardedCommand {
  name: string
  command: string
  args: readonly string[]
  recordFile: string
  stopSignal: NodeJS.Signals
  stopTimeoutMs: number
  /** Removed with all it holds once the child has ended: for throw-away data. */
  removeWhenEnded?: string
}

const guarded = JSON.parse(process.argv[2] ?? '') as GuardedCommand
const child = spawn(guarded.command, guarded.args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] })
const { pid } = child
child.once('error', (error) => {
  console.error(`${guarded.name} could not be started: ${error.message}`)
  process.exit(127)
})
if (pid !== undefined) {
  writeRecord(guarded.recordFile, { name: guarded.name, stopSignal: guarded.stopSignal }, pid, process.pid)
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    child.kill(guarded.stopSignal)
    setTimeout(() => killGroup(pid), guarded.stopTimeoutMs)
  }
  process.on('SIGTERM', end)
  // Ctrl-C and a closed terminal are the parent's business: it drains first, then it asks.
  process.on('SIGINT', () => undefined)
  process.on('SIGHUP', () => undefined)
  process.stdin.once('end', end)
  process.stdin.once('error', end)
  process.stdin.resume()
  child.once('exit', (code, signal) => {
    killGroup(pid)
    if (guarded.removeWhenEnded) {
      rmSync(guarded.removeWhenEnded, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    }
    process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1))
  })
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}
