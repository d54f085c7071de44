import { categoryOfStream, type DomainEvent, idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { recorded } from '@one-hcm/platform/testing/given'
import { type Dated, dateHistory } from '../dated-history.ts'
import { withoutPersonal } from './memory-log.ts'

/**
 * Events of one entity, each in the stream of its category with the id of the one named, an hour apart from
 * 2026-01-15T10:00Z on unless they say when.
 */
export function historyOf(
  stream: string,
  events: readonly DomainEvent[],
  { at = [] as readonly string[], erased = '' } = {},
): Dated[] {
  const start = Date.parse('2026-01-15T10:00:00.000Z')
  const revisions = new Map<string, number>()
  const all = events.map((event, index): Recorded => {
    const definition = eventDefinition(event.type)
    // Events that several categories share say by their protocol in which of them they happened.
    const shared = definition?.otherCategories?.find((one) =>
      one.endsWith(String((event.data as { protocol?: number }).protocol)),
    )
    const category = shared ?? definition?.category ?? categoryOfStream(stream)
    const own = `${category}-${idOfStream(stream)}`
    const revision = revisions.get(own) ?? 0
    revisions.set(own, revision + 1)
    const occurred = at[index] ?? new Date(start + index * 3_600_000).toISOString()
    return withoutPersonal({ ...recorded(own, event, { index, at: occurred }), revision }, new Set([erased]))
  })
  return dateHistory(all)
}
