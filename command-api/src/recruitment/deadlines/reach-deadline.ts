import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { DeadlineEvent } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import { isWorthlessLate } from '@one-hcm/contracts/recruitment/deadlines/deadline-rules'
import { type DeadlineState, timesOf } from './deadline.ts'

/**
 * The clock says that a deadline may be due. Reached once for each time it was set, however often the clock asks, since
 * only what is pending is reached; an announcement that comes after what it announces expires instead.
 *
 * @param now ISO-8601, UTC, of the clock that asks.
 */
export function reachDeadline(state: DeadlineState, { now }: { now: string }): Decision<DeadlineEvent> {
  if (state.status !== 'pending' || state.dueAt > now) return []
  if (isWorthlessLate(state.kind) && state.subjectAt <= now)
    return [{ type: 'DeadlineCancelled', data: { ...timesOf(state), reason: 'expired' } }]
  return [{ type: 'DeadlineReached', data: timesOf(state) }]
}
