import { refuse } from '@one-hcm/contracts/kernel/decision'
import { mayEdit, whyNotDeleted } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { JobOfferState } from './job-offer.ts'
import type { JobOfferDecision } from './job-offer-content.ts'

export type DeleteJobOffer = { jobOfferId: string; caller: { id: string; role: string } }

/** The owner or an admin deletes an offer that nobody has applied for (recruitment §3.2). */
export function deleteJobOffer(state: JobOfferState, { jobOfferId, caller }: DeleteJobOffer): JobOfferDecision {
  if (state.status === 'none') return refuse('job-offer-not-found')
  if (!mayEdit(state.recruiterId, caller)) return refuse('job-offer-not-owned')
  const refused = whyNotDeleted(state)
  if (refused) return refuse(refused)
  return [{ type: 'JobOfferDeleted', data: { job_offer_id: jobOfferId, deleted_by: caller.id } }]
}
