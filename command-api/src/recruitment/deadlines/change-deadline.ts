import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { DeadlineEvent } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import { isOfOffer, whyNotChanged } from '@one-hcm/contracts/recruitment/deadlines/deadline-rules'
import { mayEdit } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { type DeadlineState, type KnownDeadline, timesOf } from './deadline.ts'

export type ByHand = {
  caller: { id: string; role: string }
  /** Whose offer it is about; null for an offer that is gone, and for reminders. */
  offerRecruiter: string | null
}

/** A recruiter or an admin gives a pending deadline another time, in the future and not after what it is about. */
export function moveDeadline(
  state: DeadlineState,
  { dueAt, now, ...by }: ByHand & { dueAt: string; now: string },
): Decision<DeadlineEvent> {
  if (state.status === 'none') return refuse('deadline-not-found')
  const refused = whyNotByHand(state, by)
  if (refused) return refuse(refused)
  if (dueAt === state.dueAt) return []
  if (dueAt <= now) return refuse('deadline-not-future', {}, [{ pointer: '/due_at', message: `> ${now}` }])
  if (dueAt > state.subjectAt)
    return refuse('deadline-after-subject', { subject_at: state.subjectAt }, [
      { pointer: '/due_at', message: `≤ ${state.subjectAt}` },
    ])
  const data = { ...timesOf(state), due_at: dueAt, previous_due_at: state.dueAt, moved_by_hand: true }
  return [{ type: 'DeadlineMoved', data }]
}

/** A recruiter or an admin calls a pending deadline off: an offer then stays open, a reminder is not given. */
export function cancelDeadline(state: DeadlineState, by: ByHand): Decision<DeadlineEvent> {
  if (state.status === 'none') return refuse('deadline-not-found')
  const refused = whyNotByHand(state, by)
  if (refused) return refuse(refused)
  return [{ type: 'DeadlineCancelled', data: { ...timesOf(state), reason: 'by-hand' } }]
}

function whyNotByHand(state: KnownDeadline, { caller, offerRecruiter }: ByHand): RefusalCode | undefined {
  if (isOfOffer(state.kind) && !mayEdit(offerRecruiter ?? '', caller)) return 'job-offer-not-owned'
  return whyNotChanged(state.status)
}
