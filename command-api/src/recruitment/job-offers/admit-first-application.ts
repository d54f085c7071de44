import { refuse } from '@one-hcm/contracts/kernel/decision'
import { whyNotOpen } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { JobOfferState } from './job-offer.ts'
import type { JobOfferDecision } from './job-offer-content.ts'

export type AdmitFirstApplication = { jobOfferId: string; applicationId: string; now: string }

/**
 * An offer lets its first application in, before that application is made: whoever unpublishes or deletes the offer at
 * the same moment wins or loses here, on one stream (docs/decisions/0011).
 */
export function admitFirstApplication(
  state: JobOfferState,
  { jobOfferId, applicationId, now }: AdmitFirstApplication,
): JobOfferDecision {
  if (state.status === 'none') return refuse('job-offer-not-found')
  if (state.hasApplications) return []
  const notOpen = whyNotOpen({ status: state.status, deadline: state.content.application_deadline }, now)
  if (notOpen) return refuse(notOpen)
  return [
    {
      type: 'JobOfferFirstApplicationAdmitted',
      data: { job_offer_id: jobOfferId, application_id: applicationId },
    },
  ]
}
