import type { Recorded } from '@one-hcm/contracts/kernel/event'

/** An event with its place in an entity's history and the partition it belongs to. */
export type Dated = {
  event: Recorded
  /** Position in the entity's history, from 0: the stream's revision while the entity lives in one stream. */
  version: number
  /** The latest `occurred_at` of the history so far, ISO-8601 in UTC. */
  at: string
  /** UTC day of `at`, `YYYY-MM-DD`. */
  day: string
}

/**
 * Dates a history by what its events say about when they happened. Clocks may step back, and replicas' clocks differ:
 * an event that claims to have happened before its predecessor counts for the predecessor's time, so that later events
 * never change the partition of an earlier day.
 */
export function dateHistory(events: readonly Recorded[]): Dated[] {
  let latest = Number.NEGATIVE_INFINITY
  return events.map((event, version) => {
    latest = Math.max(latest, Date.parse(event.metadata.occurred_at))
    const at = new Date(latest).toISOString()
    return { event, version, at, day: at.slice(0, 10) }
  })
}

/** The days of a history, each with the history up to that day's last event. */
export function historyByDay(history: readonly Dated[]): { day: string; upTo: readonly Dated[] }[] {
  return history.flatMap(({ day }, index) =>
    history[index + 1]?.day === day ? [] : [{ day, upTo: history.slice(0, index + 1) }],
  )
}
