import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { JobOfferInput } from '@one-hcm/contracts/recruitment/job-offers/job-offer-input'
import type { JobOfferState } from './job-offer.ts'
import { contradictionIn, incompletenessOf, type JobOfferDecision, published, rewritten } from './job-offer-content.ts'

export type CreateJobOffer = { jobOfferId: string; recruiterId: string; input: JobOfferInput }

/** A recruiter writes an offer: open at once unless it is meant as a draft (recruitment §2.5). */
export function createJobOffer(state: JobOfferState, command: CreateJobOffer): JobOfferDecision {
  // The id derives from the command: what is there already is this very offer.
  if (state.status !== 'none') return []
  const { jobOfferId, recruiterId, input } = command
  const status = input.status ?? 'active'
  if (status !== 'draft' && status !== 'active')
    return refuse('job-offer-transition-not-allowed', { from: 'draft', to: status })
  const content = rewritten(undefined, input)
  const contradiction = contradictionIn(content)
  if (contradiction) return contradiction
  const drafted = {
    type: 'JobOfferDrafted',
    data: { job_offer_id: jobOfferId, recruiter_id: recruiterId, content },
  } as const
  if (status === 'draft') return [drafted]
  return incompletenessOf(content, 'new') ?? [drafted, published(jobOfferId, content)]
}
