import { setTimeout as delay } from 'node:timers/promises'
import type { Phase } from './judge-outage.ts'

type Sent = { status: number; ms: number }

/** More than this many calls without an answer: the pace is given up for the moment, and the calls are counted as late. */
const IN_FLIGHT_MAX = 200

/**
 * Calls at a pace of its own, whatever the answers do, for `seconds`; resolves when the last one is answered. A status of 0
 * is no answer.
 */
export async function pacedLoad(
  perSecond: number,
  seconds: number,
  call: (number: number) => Promise<number> | undefined,
): Promise<Phase> {
  const sent: Sent[] = []
  const inFlight = new Set<Promise<void>>()
  const started = performance.now()
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = started + (number * 1_000) / perSecond
    if (due > performance.now()) await delay(due - performance.now())
    while (inFlight.size >= IN_FLIGHT_MAX) await Promise.race(inFlight)
    if (performance.now() - started > seconds * 1_000) break
    const answer = call(number)
    if (answer === undefined) break
    const at = performance.now()
    const done: Promise<void> = answer
      .then((status) => void sent.push({ status, ms: performance.now() - at }))
      .finally(() => inFlight.delete(done))
    inFlight.add(done)
  }
  await Promise.all(inFlight)
  return phaseOf(sent)
}

/** Counts and times of the calls that were sent. */
export function phaseOf(sent: readonly Sent[]): Phase {
  const times = sent.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const quantile = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0)
  const statuses: Record<string, number> = {}
  for (const { status } of sent) statuses[status] = (statuses[status] ?? 0) + 1
  return {
    sent: sent.length,
    ok: sent.filter(({ status }) => status >= 200 && status < 300).length,
    statuses,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
  }
}
