import type { DeadlineEvent } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import { definePolicy } from './policy.ts'

/**
 * An offer whose deadline was reached is closed (recruitment §3.2). Then its deadlines are looked at again: an offer that
 * was moved meanwhile stays open, and must not stay open for ever.
 */
export const closeOfferAtDeadline = definePolicy<Extract<DeadlineEvent, { type: 'DeadlineReached' }>>({
  name: 'close-offer-at-deadline',
  on: ['DeadlineReached'],
  react: ({ data }) => {
    const { kind, job_offer_id: jobOfferId, subject_at: deadline, follows } = data
    if (kind !== 'offer-closing' || jobOfferId === null) return []
    return [
      { type: 'CloseOfferAtDeadline', jobOfferId, deadline, follows },
      { type: 'AlignOfferDeadlines', jobOfferId, openedAt: null },
    ]
  },
})
