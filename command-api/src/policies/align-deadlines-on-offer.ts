import type { Recorded } from '@one-hcm/contracts/kernel/event'
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
  react: (event) =>
    awaitsNothing(event)
      ? []
      : [
          {
            type: 'AlignOfferDeadlines',
            jobOfferId: event.data.job_offer_id,
            openedAt: event.type === 'JobOfferPublished' || event.type === 'JobOfferReopened' ? event.revision : null,
          },
        ],
})

/** Published as it was drafted, without a deadline: none was ever awaited, so there are no streams worth reading. */
const awaitsNothing = (event: Recorded<Telling>): boolean =>
  event.type === 'JobOfferPublished' && event.revision === FIRST_AFTER_DRAFT && event.data.deadline === null

const FIRST_AFTER_DRAFT = 1
