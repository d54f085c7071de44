import { cpus, freemem, totalmem } from 'node:os'

export type SystemUsage = {
  cpu_percent: number
  memory_percent: number
  memory_used_mb: number
  memory_available_mb: number
}

type CpuTimes = { idle: number; total: number }

/** Share of all cores that was in use between two readings, 0 to 100. */
export function cpuPercent(before: CpuTimes, after: CpuTimes): number {
  const total = after.total - before.total
  return total <= 0 ? 0 : round((1 - (after.idle - before.idle) / total) * 100)
}

/** Measures the machine: processors since the last measurement (at first since it was made), memory now. */
export function createSystemUsage(): () => SystemUsage {
  let last = cpuTimes()
  return () => {
    const now = cpuTimes()
    const cpu = cpuPercent(last, now)
    last = now
    const [total, free] = [totalmem(), freemem()]
    return {
      cpu_percent: cpu,
      memory_percent: round(((total - free) / total) * 100),
      memory_used_mb: megabytes(total - free),
      memory_available_mb: megabytes(free),
    }
  }
}

function cpuTimes(): CpuTimes {
  const times = cpus().map(({ times }) => times)
  const sum = (of: (one: (typeof times)[number]) => number) => times.reduce((all, one) => all + of(one), 0)
  return {
    idle: sum(({ idle }) => idle),
    total: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
  }
}

export const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576)
const round = (value: number): number => Math.round(value * 10) / 10
