import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { JobOfferContent, JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { whyNotMoved } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { OfferStatus } from '@one-hcm/contracts/recruitment/job-offers/job-offer-status'
import type { JobOfferState } from './job-offer.ts'
import { type JobOfferDecision, published } from './job-offer-content.ts'

export type MoveJobOffer = {
  jobOfferId: string
  to: OfferStatus
  /** What the offer says once it is there. */
  content: JobOfferContent
  /** ISO-8601, UTC. */
  now: string
}

/** An offer goes to another status (recruitment §3.2); what it has to say there is judged by who asks. */
export function moveJobOffer(
  state: Exclude<JobOfferState, { status: 'none' }>,
  { jobOfferId, to, content, now }: MoveJobOffer,
): JobOfferDecision {
  const refused = whyNotMoved(state, to)
  if (refused) return refuse(refused, { from: state.status, to })
  const data = { job_offer_id: jobOfferId }
  const event = (): JobOfferEvent => {
    switch (to) {
      case 'draft':
        return { type: 'JobOfferUnpublished', data }
      case 'closed':
        return { type: 'JobOfferClosed', data: { ...data, reason: 'manual' } }
      case 'archived':
        return { type: 'JobOfferArchived', data }
      case 'active':
        return published(jobOfferId, content)
    }
  }
  if (to !== 'active' || state.status !== 'closed') return [event()]
  const deadline = content.application_deadline
  if (deadline === null || deadline <= now)
    return refuse('job-offer-deadline-not-future', {}, [{ pointer: '/application_deadline', message: `> ${now}` }])
  return [{ type: 'JobOfferReopened', data: { ...data, deadline } }]
}
