import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import { recorded } from '@one-hcm/platform/testing/given'
import { type Dated, dateHistory } from '../dated-history.ts'
import { withoutPersonal } from './memory-log.ts'

/** Events of one stream, an hour apart from 2026-01-15T10:00Z on unless they say when. */
export function historyOf(
  stream: string,
  events: readonly DomainEvent[],
  { at = [] as readonly string[], erased = '' } = {},
): Dated[] {
  const start = Date.parse('2026-01-15T10:00:00.000Z')
  const all = events.map((event, index): Recorded => {
    const occurred = at[index] ?? new Date(start + index * 3_600_000).toISOString()
    return withoutPersonal(recorded(stream, event, { index, at: occurred }), new Set([erased]))
  })
  return dateHistory(all)
}
