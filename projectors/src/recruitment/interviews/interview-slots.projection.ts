import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { type InterviewEvent, interviewEvents } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import {
  foldInterviewSlot,
  type InterviewSlotRow,
  slotsOf,
} from '@one-hcm/contracts/recruitment/interviews/interview-slot.row'
import { defineProjection } from '../../engine/projection.ts'

/** The places of the interview calendar, free and taken, one row each. Serves the calendar and the lists of slots. */
export const interviewSlotsProjection = defineProjection<InterviewSlotRow, Recorded<InterviewEvent>>({
  table: 'interview_slots',
  version: 1,
  events: interviewEvents.map(({ type }) => type),
  key: slotsOf,
  fold: foldInterviewSlot,
  columns: {
    starts_at: { type: 'timestamptz', value: (row) => row.starts_at },
    status: { type: 'text', value: (row) => row.status },
    interview_id: { type: 'uuid', value: (row) => row.interview_id },
    application_id: { type: 'uuid', value: (row) => row.application_id },
    candidate_id: { type: 'uuid', value: (row) => row.candidate_id },
    job_offer_id: { type: 'uuid', value: (row) => row.job_offer_id },
  },
  indexes: [
    'starts_at, id',
    'status, starts_at, id',
    'application_id, starts_at, id',
    'candidate_id, starts_at, id',
    'interview_id, starts_at, id',
    'job_offer_id, starts_at, id',
  ],
})
