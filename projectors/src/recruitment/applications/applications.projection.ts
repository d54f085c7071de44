import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { idOfStream } from '@one-hcm/contracts/kernel/event'
import {
  type ApplicationEvent,
  applicationEvents,
} from '@one-hcm/contracts/recruitment/applications/application.events'
import { type ApplicationRow, foldApplication } from '@one-hcm/contracts/recruitment/applications/application.row'
import { statusFr } from '@one-hcm/contracts/recruitment/applications/application-status'
import { defineProjection } from '../../engine/projection.ts'
import { applicationTallies } from './application.tallies.ts'

/** Applications, one row each. Serves the lists of candidates and of staff, the detail and the history. */
export const applicationsProjection = defineProjection<ApplicationRow, Recorded<ApplicationEvent>>({
  table: 'applications',
  version: 4,
  events: applicationEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldApplication,
  columns: {
    candidate_id: { type: 'uuid', value: (row) => row.candidate_id },
    job_offer_id: { type: 'uuid', value: (row) => row.job_offer_id },
    recruiter_id: { type: 'uuid', value: (row) => row.recruiter_id },
    status: { type: 'text', value: (row) => row.status },
    /** The word of existing clients, which stands for several statuses: a filter by it is one range of an index. */
    status_fr: { type: 'text', value: (row) => statusFr[row.status] },
    created_at: { type: 'timestamptz', value: (row) => row.created_at },
    updated_at: { type: 'timestamptz', value: (row) => row.updated_at },
  },
  indexes: [
    'created_at desc, id desc',
    'candidate_id, created_at desc, id desc',
    'job_offer_id, created_at desc, id desc',
    'job_offer_id, status, created_at desc, id desc',
    'status, created_at desc, id desc',
    'status_fr, created_at desc, id desc',
    'updated_at, id',
    'status, id',
  ],
  tallies: applicationTallies,
})
