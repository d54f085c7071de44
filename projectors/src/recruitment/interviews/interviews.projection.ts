import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { type InterviewEvent, interviewEvents } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { foldInterview, type InterviewRow, interviewsOf } from '@one-hcm/contracts/recruitment/interviews/interview.row'
import { defineProjection } from '../../engine/projection.ts'

/** Interviews, one row each, whatever slot they are in; those that were called off stay, and count. */
export const interviewsProjection = defineProjection<InterviewRow, Recorded<InterviewEvent>>({
  table: 'interviews',
  version: 1,
  events: interviewEvents.map(({ type }) => type),
  key: interviewsOf,
  fold: foldInterview,
  columns: {
    application_id: { type: 'uuid', value: (row) => row.application_id },
    candidate_id: { type: 'uuid', value: (row) => row.candidate_id },
    job_offer_id: { type: 'uuid', value: (row) => row.job_offer_id },
    status: { type: 'text', value: (row) => row.status },
    starts_at: { type: 'timestamptz', value: (row) => row.starts_at },
  },
  indexes: ['application_id, starts_at, id', 'candidate_id, starts_at, id', 'status, starts_at, id'],
  tallies: [
    {
      table: 'interviews_by_status',
      version: 1,
      dimensions: { job_offer_id: 'uuid', status: 'text' },
      contributions: ({ job_offer_id, status }) => [{ group: { job_offer_id, status } }],
    },
  ],
})
