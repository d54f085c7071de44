import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** One process of this machine's history: the pid alone may have been given to somebody else meanwhile. */
export interface ProcessIdentity {
  pid: number
  /** Opaque: boot and start time of the process; equal only for the very same process. */
  start: string
}

/** Identity of a running process; undefined when there is none (a zombie has ended, whoever forgot to collect it). */
export function identify(pid: number): ProcessIdentity | undefined {
  const start = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  return start === undefined ? undefined : { pid, start }
}

/** Whether exactly this process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.start === identity.start
}

/** Sends a signal to the process (or to its group) if it is still the same; true when it was delivered. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals, whole: 'process' | 'group'): boolean {
  if (!isRunning(identity)) return false
  try {
    return process.kill(whole === 'group' ? -identity.pid : identity.pid, signal)
  } catch {
    // It ended between the two calls, or it leads no group.
    return false
  }
}

/** Resolves true once the process has ended, false when it still runs after `timeoutMs`. */
export async function waitForEnd(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  // A process that is no child of ours cannot be waited for, only looked at.
  for (const deadline = Date.now() + timeoutMs; isRunning(identity); await delay(20)) {
    if (Date.now() > deadline) return false
  }
  return true
}

function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the command's name, may itself hold spaces and brackets: count from its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`
  } catch {
    return undefined
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '')
  } catch {
    return undefined
  }
}
