import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { DeadlineEvent } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import { isWorthlessLate } from '@one-hcm/contracts/recruitment/deadlines/deadline-rules'
import { type DeadlineState, type DeadlineSubject, type KnownDeadline, timesOf } from './deadline.ts'

type Gone = Exclude<KnownDeadline['cancelReason'], null>

export type AlignDeadline = {
  subject: DeadlineSubject
  /** When it should be due, or why it should not be any more. */
  target: { subjectAt: string; dueAt: string } | { gone: Gone }
  /** Revision of the offer or of the calendar that the target was read at. */
  follows: number
  /** Revision at which what it is about began anew (published, reopened, scheduled); null when it merely changed. */
  beganAt: number | null
  /** When the target came to be what it is. ISO-8601, UTC. */
  now: string
}

/** Reasons that end with what they came from: a reopened offer has its deadline again. */
const passing: readonly KnownDeadline['cancelReason'][] = [
  'offer-closed',
  'offer-withdrawn',
  'offer-without-deadline',
  'interview-cancelled',
  'interview-completed',
]

/**
 * Brings a deadline into line with what it is about. Whatever order events are heard in, and however often, the newest
 * target stands: older ones change nothing, and what was reached, moved or called off by hand stays so until its
 * subject gets another time or begins anew.
 */
export function alignDeadline(
  state: DeadlineState,
  { subject, target, follows, beganAt, now }: AlignDeadline,
): Decision<DeadlineEvent> {
  if (state.status !== 'none' && follows < state.follows) return []
  if ('gone' in target)
    return state.status === 'pending'
      ? [{ type: 'DeadlineCancelled', data: { ...timesOf(state), follows, reason: target.gone } }]
      : []

  const tooNear = isWorthlessLate(subject.kind) && target.dueAt <= now
  const times = { ...subject, due_at: target.dueAt, subject_at: target.subjectAt, follows }
  const begunAnew = state.status !== 'none' && beganAt !== null && beganAt > state.follows
  if (state.status !== 'pending')
    return isWanted(state, target.subjectAt, begunAnew) && !tooNear ? [{ type: 'DeadlineSet', data: times }] : []
  // Its end was missed, or has not been heard of: what it is about is another thing now, with a deadline of its own.
  if (begunAnew && !tooNear) return [{ type: 'DeadlineSet', data: times }]
  if (state.subjectAt === target.subjectAt) return []
  if (tooNear) return [{ type: 'DeadlineCancelled', data: { ...timesOf(state), follows, reason: 'too-near' } }]
  return [{ type: 'DeadlineMoved', data: { ...times, previous_due_at: state.dueAt, moved_by_hand: false } }]
}

/** Whether a deadline that awaits nothing is to be set (again). */
function isWanted(
  state: Exclude<DeadlineState, { status: 'pending' }>,
  subjectAt: string,
  begunAnew: boolean,
): boolean {
  if (state.status === 'none' || state.subjectAt !== subjectAt) return true
  if (passing.includes(state.cancelReason)) return true
  // What was announced once is not announced again for the same time.
  return begunAnew && !(state.status === 'reached' && isWorthlessLate(state.kind))
}
