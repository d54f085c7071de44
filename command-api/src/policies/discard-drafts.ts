import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import type { JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { definePolicy } from './policy.ts'

type Ending =
  | Extract<ApplicationEvent, { type: 'ApplicationSubmitted' }>
  | Extract<JobOfferEvent, { type: 'JobOfferArchived' | 'JobOfferDeleted' }>
  | Extract<UserEvent, { type: 'UserDeleted' }>

/**
 * Drafts go with what they were for (recruitment §2.8): with the submission what was put down until then, with an offer or
 * a person all that was put down for them.
 */
export const discardDrafts = definePolicy<Ending>({
  name: 'discard-drafts',
  on: ['ApplicationSubmitted', 'JobOfferArchived', 'JobOfferDeleted', 'UserDeleted'],
  react: ({ type, data, metadata }) => {
    switch (type) {
      case 'ApplicationSubmitted': {
        const { candidate_id, job_offer_id } = data
        return [
          {
            type: 'DiscardDrafts',
            which: { personId: candidate_id, subjectId: job_offer_id, until: metadata.occurred_at },
          },
        ]
      }
      case 'JobOfferArchived':
      case 'JobOfferDeleted':
        return [{ type: 'DiscardDrafts', which: { subjectId: data.job_offer_id } }]
      case 'UserDeleted':
        return [{ type: 'DiscardDrafts', which: { personId: data.user_id } }]
    }
  },
})
