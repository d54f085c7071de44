import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { type JobOfferEvent, jobOfferEvents } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { foldJobOffer, type JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import { defineProjection } from '../../engine/projection.ts'

/** Job offers, one row each. Serves the public lists, those of candidates and of staff, and a recruiter's own. */
export const jobOffersProjection = defineProjection<JobOfferRow, Recorded<JobOfferEvent>>({
  table: 'job_offers',
  version: 3,
  events: jobOfferEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldJobOffer,
  columns: {
    recruiter_id: { type: 'uuid', value: (row) => row.recruiter_id },
    campaign_id: { type: 'integer', value: (row) => row.campaign_id },
    status: { type: 'text', value: (row) => row.status },
    offer_status: { type: 'text', value: (row) => row.offer_status },
    title: { type: 'text', value: (row) => row.title },
    location: { type: 'text', value: (row) => row.location },
    contract_type: { type: 'text', value: (row) => row.contract_type },
    department: { type: 'text', value: (row) => row.department },
    /** What a text is looked for in. */
    search: {
      type: 'text',
      value: ({ title, department, description }) =>
        [title, department, description]
          .filter((part) => part !== null)
          .join('\n')
          .toLowerCase(),
    },
    created_at: { type: 'timestamptz', value: (row) => row.created_at },
    updated_at: { type: 'timestamptz', value: (row) => row.updated_at },
  },
  indexes: [
    'created_at desc, id desc',
    'status, created_at desc, id desc',
    'recruiter_id, created_at desc, id desc',
    'campaign_id, created_at desc, id desc',
    'title, id',
    'updated_at, id',
    'using gin (search hcm.gin_trgm_ops)',
    'using gin (title hcm.gin_trgm_ops)',
    'using gin (location hcm.gin_trgm_ops)',
    'using gin (department hcm.gin_trgm_ops)',
  ],
})
