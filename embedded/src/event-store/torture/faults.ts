import { spawnSync } from 'node:child_process'
import type { Random } from '../testing/random.ts'

/** How a node is brought down. */
export type Fault =
  /** `kill -9` after so many milliseconds of load. */
  | { kind: 'kill'; afterMs: number }
  /** Death on entering the given call of the write path, for the n-th time in one thread. */
  | { kind: 'system call'; name: string; occurrence: number }

/** The system calls by which the log reaches the disk. */
export const writePathCalls = ['pwrite64', 'writev', 'fdatasync'] as const

/** Whether this machine can kill a process at a chosen system call. */
export function canInject(): boolean {
  if (process.platform !== 'linux') return false
  return spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0
}

/** LMDB commits on the four threads of Node's pool, and occurrences count per thread: this is some sixty commits. */
export const maxOccurrence = 15

/** Half of the faults are kills at random times, the others go through the calls of the write path one by one. */
export function chooseFault(random: Random, injected: number, injects: boolean): Fault {
  if (!injects || random.next() < 0.5) return { kind: 'kill', afterMs: random.between(5, 400) }
  const name = writePathCalls[injected % writePathCalls.length]!
  return { kind: 'system call', name, occurrence: 1 + (Math.floor(injected / writePathCalls.length) % maxOccurrence) }
}

/** The command in front of the node that makes the fault happen; none for a plain kill. */
export function faultCommand(fault: Fault): string[] {
  if (fault.kind === 'kill') return []
  return [
    ...['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${fault.name}`],
    ...['-e', `inject=${fault.name}:signal=KILL:when=${fault.occurrence}`],
  ]
}
