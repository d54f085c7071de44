import type { JobOfferContent, JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { foldJobOffer, type JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

export type JobOfferState =
  | { status: 'none' }
  | { status: 'draft' | 'active' | 'closed' | 'archived'; recruiterId: string; content: JobOfferContent }

export const jobOffer: Aggregate<JobOfferState, JobOfferEvent, JobOfferRow> = {
  name: 'jobOffer',
  category: 'jobOffer',
  initialState: { status: 'none' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'JobOfferDrafted':
        return { status: 'draft', recruiterId: event.data.recruiter_id, content: event.data.content }
      case 'JobOfferRevised':
        return state.status === 'none' ? state : { ...state, content: event.data.content }
      case 'JobOfferPublished':
        return state.status === 'none' ? state : { ...state, status: 'active' }
    }
  },
  foldRow: foldJobOffer,
}
