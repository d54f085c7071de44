import type { JobOfferContent, JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { foldJobOffer, type JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

export type JobOfferState =
  | { status: 'none' }
  | {
      status: 'draft' | 'active' | 'closed' | 'archived'
      recruiterId: string
      content: JobOfferContent
      /** Whether an application was ever let in: known from this very stream, never counted elsewhere. */
      hasApplications: boolean
      /** How many events it has had. */
      events: number
      /** Revision of the event that last opened it; -1 before the first. */
      openedAt: number
    }

export const jobOffer: Aggregate<JobOfferState, JobOfferEvent, JobOfferRow> = {
  name: 'jobOffer',
  category: 'jobOffer',
  initialState: { status: 'none' },
  evolve: (before, event) => {
    if (event.type === 'JobOfferDrafted') {
      const { recruiter_id, content } = event.data
      return { status: 'draft', recruiterId: recruiter_id, content, hasApplications: false, events: 1, openedAt: -1 }
    }
    if (before.status === 'none') return before
    const state = { ...before, events: before.events + 1 }
    switch (event.type) {
      case 'JobOfferRevised':
        return { ...state, content: event.data.content }
      case 'JobOfferPublished':
      case 'JobOfferReopened':
        return { ...state, status: 'active', openedAt: before.events }
      case 'JobOfferFirstApplicationAdmitted':
        return { ...state, hasApplications: true }
      case 'JobOfferUnpublished':
        return { ...state, status: 'draft' }
      case 'JobOfferClosed':
        return { ...state, status: 'closed' }
      case 'JobOfferArchived':
        return { ...state, status: 'archived' }
      case 'JobOfferDeleted':
        return { status: 'none' }
    }
  },
  foldRow: foldJobOffer,
}
