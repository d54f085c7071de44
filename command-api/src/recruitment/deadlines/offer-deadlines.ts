import { deadlineId } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import { hoursBefore } from '@one-hcm/contracts/recruitment/deadlines/deadline-rules'
import type { AlignDeadline } from './align-deadline.ts'

/** An offer as its deadlines follow it. */
export type OfferAsAwaited = {
  id: string
  status: 'none' | 'draft' | 'active' | 'closed' | 'archived'
  /** ISO-8601, UTC. */
  deadline: string | null
  revision: number
  /** When it last changed. ISO-8601, UTC. */
  changedAt: string
}

/**
 * Where the two deadlines of an offer should stand: its closing at its deadline, and the notice that it closes soon, a
 * number of hours before. Neither for an offer that is not open, or open without an end.
 */
export function offerDeadlines(
  offer: OfferAsAwaited,
  { closingSoonHours, openedAt }: { closingSoonHours: number; openedAt: number | null },
): AlignDeadline[] {
  const align = (kind: 'offer-closing' | 'offer-closing-soon', hours: number): AlignDeadline => ({
    subject: {
      deadline_id: deadlineId(kind, offer.id),
      kind,
      job_offer_id: offer.id,
      application_id: null,
      slot_id: null,
      candidate_id: null,
    },
    target: targetOf(offer, hours),
    follows: offer.revision,
    beganAt: openedAt,
    now: offer.changedAt,
  })
  return [align('offer-closing', 0), align('offer-closing-soon', closingSoonHours)]
}

function targetOf({ status, deadline }: OfferAsAwaited, hours: number): AlignDeadline['target'] {
  if (status === 'closed') return { gone: 'offer-closed' }
  if (status !== 'active') return { gone: 'offer-withdrawn' }
  if (deadline === null) return { gone: 'offer-without-deadline' }
  return { subjectAt: deadline, dueAt: hoursBefore(deadline, hours) }
}
