import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { JobOfferState } from './job-offer.ts'
import type { JobOfferDecision } from './job-offer-content.ts'

export type CloseAtDeadline = {
  jobOfferId: string
  /** The offer's deadline that was reached. ISO-8601, UTC. */
  deadline: string
  /** Revision of the offer that the reached deadline followed from. */
  follows: number
}

/**
 * An offer closes because its deadline was reached (recruitment §3.2): not when it got another one meanwhile, and not when
 * it was opened again since, so that an old message closes nothing.
 */
export function closeAtDeadline(
  state: JobOfferState,
  { jobOfferId, deadline, follows }: CloseAtDeadline,
): JobOfferDecision {
  if (state.status === 'none') return refuse('job-offer-not-found')
  if (state.status !== 'active' || state.content.application_deadline !== deadline || state.openedAt > follows)
    return []
  return [{ type: 'JobOfferClosed', data: { job_offer_id: jobOfferId, reason: 'deadline' } }]
}
