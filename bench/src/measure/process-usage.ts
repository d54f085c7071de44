import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** CPU seconds a process has used so far and its resident memory in MiB, from /proc. */
export function processUsage(pid: number): { cpuSeconds: number; rssMib: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const rssKib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, rssMib: Number(rssKib) / 1024 }
}
