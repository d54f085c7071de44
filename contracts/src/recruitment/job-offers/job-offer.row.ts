import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { JobOfferContent, JobOfferEvent } from './job-offer.events.ts'

export type JobOfferRow = JobOfferContent & {
  id: string
  recruiter_id: string
  /** The campaign it was written in; null between campaigns. */
  campaign_id: number | null
  status: 'draft' | 'active' | 'closed' | 'archived'
  /** Whether anybody was ever let in to apply: such an offer can be neither unpublished nor deleted. */
  has_applications: boolean
  published_at: string | null
  created_at: string
  updated_at: string
}

/** Folds one event into the row; projectors, `as_of` reads, write answers and `verify` all use this one. */
export function foldJobOffer(row: JobOfferRow | undefined, event: Recorded<JobOfferEvent>): JobOfferRow | undefined {
  const at = event.metadata.occurred_at
  switch (event.type) {
    case 'JobOfferDrafted':
      return {
        id: idOfStream(event.stream),
        recruiter_id: event.data.recruiter_id,
        campaign_id: event.data.campaign_id,
        ...event.data.content,
        status: 'draft',
        has_applications: false,
        published_at: null,
        created_at: at,
        updated_at: at,
      }
    case 'JobOfferRevised':
      return row && { ...row, ...event.data.content, updated_at: at }
    case 'JobOfferPublished':
      return row && { ...row, status: 'active', published_at: at, updated_at: at }
    case 'JobOfferFirstApplicationAdmitted':
      // What the offer says and where it stands are as before: `updated_at` stays.
      return row && { ...row, has_applications: true }
    case 'JobOfferUnpublished':
      return row && { ...row, status: 'draft', published_at: null, updated_at: at }
    case 'JobOfferClosed':
      return row && { ...row, status: 'closed', updated_at: at }
    case 'JobOfferReopened':
      return row && { ...row, status: 'active', updated_at: at }
    case 'JobOfferArchived':
      return row && { ...row, status: 'archived', updated_at: at }
    case 'JobOfferDeleted':
      return undefined
  }
}
