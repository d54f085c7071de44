import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { createJobOfferRoute } from '@one-hcm/contracts/recruitment/job-offers/create-job-offer.route'
import { deleteJobOfferRoute } from '@one-hcm/contracts/recruitment/job-offers/delete-job-offer.route'
import { jobOfferToWire } from '@one-hcm/contracts/recruitment/job-offers/job-offer.wire'
import { reviseJobOfferRoute } from '@one-hcm/contracts/recruitment/job-offers/revise-job-offer.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { campaignOf } from '../campaigns/campaign-facts.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { createJobOffer } from './create-job-offer.ts'
import { deleteJobOffer } from './delete-job-offer.ts'
import { jobOffer } from './job-offer.ts'
import { reviseJobOffer } from './revise-job-offer.ts'

export const jobOfferEndpoints = ({ executor }: RecruitmentDependencies): Endpoint[] => [
  endpoint(createJobOfferRoute, async ({ body, user, command }) => {
    const id = deriveId('jobOffer', command.commandId)
    const campaignId = await campaignOf(executor, command.now)
    const outcome = await executor.execute(command, {
      aggregate: jobOffer,
      id,
      isNew: true,
      decide: (state) => createJobOffer(state, { jobOfferId: id, recruiterId: user.id, input: body, campaignId }),
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: jobOfferToWire(outcome.row), headers: { Location: `/api/v1/jobs/${id}` } }
  }),

  endpoint(reviseJobOfferRoute, async ({ params, body, user, command }) => {
    const outcome = await executor.execute(command, {
      aggregate: jobOffer,
      id: params.id,
      decide: (state) => reviseJobOffer(state, { jobOfferId: params.id, caller: user, input: body, now: command.now }),
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: jobOfferToWire(outcome.row) }
  }),

  endpoint(deleteJobOfferRoute, async ({ params, user, command }) => {
    const outcome = await executor.execute(command, {
      aggregate: jobOffer,
      id: params.id,
      decide: (state) => deleteJobOffer(state, { jobOfferId: params.id, caller: user }),
    })
    if (isRefusal(outcome)) return outcome
    return { position: outcome.position, body: { message: 'Offre supprimée' } }
  }),
]
