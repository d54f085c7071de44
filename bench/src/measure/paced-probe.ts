import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

export type Probe = { name: string; url: string; init?: () => RequestInit }
export type Latencies = { p50: number; p99: number; requests: number }

/**
 * Asks each route once every `everyMs` while `work` runs, and says how long the answers took, in milliseconds. Paced, so
 * that it sees what others do to the server and not what it does itself. A failed answer is no measurement: it throws.
 */
export async function probeDuring(
  probes: readonly Probe[],
  everyMs: number,
  work: () => Promise<void>,
): Promise<Latencies[]> {
  let isOver = false
  const asked = probes.map(async ({ name, url, init }, index) => {
    const taken: number[] = []
    // Routes take turns, so that they do not wait for each other.
    await delay((everyMs * index) / probes.length)
    for (let next = performance.now(); !isOver; next = Math.max(next + everyMs, performance.now())) {
      await delay(Math.max(0, next - performance.now()))
      const since = performance.now()
      const answer = await fetch(url, init?.())
      await answer.arrayBuffer()
      taken.push(performance.now() - since)
      if (!answer.ok) throw new Error(`${name} answered ${answer.status}`)
    }
    return latenciesOf(taken)
  })
  const all = Promise.all(asked)
  try {
    await Promise.race([work(), all])
  } finally {
    isOver = true
  }
  return all
}

function latenciesOf(taken: number[]): Latencies {
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), requests: sorted.length }
}
