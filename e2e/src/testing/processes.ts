import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { waitFor } from './wait.ts'

/** What tells the processes of one system from all others: a variable they inherit, and the folder they work in. */
export type Marker = { variable: string; value: string; folder: string }

export type FoundProcess = { pid: number; command: string }

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended meanwhile, or is a zombie.
    return ''
  }
}

const workingFolder = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

/**
 * Every running process that bears the marker, descendants included: environments are inherited, and PostgreSQL's
 * sessions, which write over theirs, work inside the folder.
 */
export function findProcesses({ variable, value, folder }: Marker): FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid)
    .flatMap((pid) => {
      const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
      const ours =
        read(`/proc/${pid}/environ`).includes(`${variable}=${value}`) ||
        command.includes(folder) ||
        workingFolder(pid).startsWith(folder)
      return ours && !isZombie(pid) ? [{ pid, command }] : []
    })
}

const isZombie = (pid: number): boolean => {
  const stat = read(`/proc/${pid}/stat`)
  return ['', 'Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3))
}

/** kill -9; nothing when it is gone already. */
export function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Resolves once no process bears the marker; fails, naming those that do. */
export async function waitUntilGone(marker: Marker, withinMs: number): Promise<void> {
  let left: FoundProcess[] = []
  try {
    await waitFor(
      'all processes to end',
      () => {
        left = findProcesses(marker)
        return left.length === 0
      },
      withinMs,
    )
  } catch {
    throw new Error(`Processes were left behind: ${left.map(({ pid, command }) => `${pid} ${command}`).join('; ')}`)
  }
}
