import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { JobOfferInput } from '@one-hcm/contracts/recruitment/job-offers/job-offer-input'
import type { JobOfferState } from './job-offer.ts'
import { contradictionIn, incompletenessOf, type JobOfferDecision, published, rewritten } from './job-offer-content.ts'

export type CreateJobOffer = {
  jobOfferId: string
  recruiterId: string
  input: JobOfferInput
  /** The campaign of the moment it is created in; null between campaigns. */
  campaignId: number | null
}

/** A recruiter writes an offer: open at once unless it is meant as a draft (recruitment §2.5). */
export function createJobOffer(state: JobOfferState, command: CreateJobOffer): JobOfferDecision {
  // The id derives from the command: what is there already is this very offer.
  if (state.status !== 'none') return []
  const { jobOfferId, recruiterId, input, campaignId } = command
  const status = input.status ?? 'active'
  if (status !== 'draft' && status !== 'active')
    return refuse('job-offer-transition-not-allowed', { from: 'draft', to: status })
  const content = rewritten(undefined, input)
  const contradiction = contradictionIn(content)
  if (contradiction) return contradiction
  const drafted = {
    type: 'JobOfferDrafted',
    data: { job_offer_id: jobOfferId, recruiter_id: recruiterId, content, campaign_id: campaignId },
  } as const
  if (status === 'draft') return [drafted]
  return incompletenessOf(content, 'new') ?? [drafted, published(jobOfferId, content)]
}
