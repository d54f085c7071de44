import type { AuditEvent } from '../../testing/recruitment.ts'

/** What passed through the broker: ids of events in the order in which a tap got them, repeats included. */
export type Published = readonly string[]

/** Events after `since` that never reached the broker. */
export function unpublished(log: readonly AuditEvent[], published: Published, since: bigint): string[] {
  const seen = new Set(published)
  return log
    .filter(({ position, event_id }) => BigInt(position) > since && !seen.has(event_id))
    .map(({ type, stream, revision }) => `${type} ${stream}@${revision} was never published`)
}

/** Messages about what is not in the log, which was read after them: nothing is told before it is durable. */
export function unfounded(log: readonly AuditEvent[], published: Published): string[] {
  const known = new Set(log.map(({ event_id }) => event_id))
  return published.filter((id) => !known.has(id)).map((id) => `a message tells of event ${id}, which is not in the log`)
}

/** Streams whose events were first told in another order than they happened. */
export function outOfOrder(log: readonly AuditEvent[], published: Published): string[] {
  const events = new Map(log.map((event) => [event.event_id, event]))
  const next = new Map<string, number>()
  const violations: string[] = []
  for (const id of new Set(published)) {
    const event = events.get(id)
    if (!event) continue
    const last = next.get(event.stream)
    if (last !== undefined && event.revision < last)
      violations.push(`${event.stream}@${event.revision} was first told after revision ${last}`)
    next.set(event.stream, event.revision)
  }
  return violations
}

export const redeliveries = (published: Published): number => published.length - new Set(published).size
