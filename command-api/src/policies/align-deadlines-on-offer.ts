import type { JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { definePolicy } from './policy.ts'

type Telling = Exclude<JobOfferEvent, { type: 'JobOfferDrafted' | 'JobOfferFirstApplicationAdmitted' }>

/** Whatever becomes of an offer, its closing and the notice of it follow (recruitment §3.2). */
export const alignDeadlinesOnOffer = definePolicy<Telling>({
  name: 'align-deadlines-on-offer',
  on: [
    'JobOfferRevised',
    'JobOfferPublished',
    'JobOfferUnpublished',
    'JobOfferClosed',
    'JobOfferReopened',
    'JobOfferArchived',
    'JobOfferDeleted',
  ],
  react: ({ type, data, revision }) => [
    {
      type: 'AlignOfferDeadlines',
      jobOfferId: data.job_offer_id,
      openedAt: type === 'JobOfferPublished' || type === 'JobOfferReopened' ? revision : null,
    },
  ],
})
