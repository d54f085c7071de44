import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { type DeadlineEvent, deadlineEvents } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import { type DeadlineRow, foldDeadline } from '@one-hcm/contracts/recruitment/deadlines/deadline.row'
import { defineProjection } from '../../engine/projection.ts'

/** Deadlines, one row each. Serves the list, and tells the clock of the deadline process what may be due. */
export const deadlinesProjection = defineProjection<DeadlineRow, Recorded<DeadlineEvent>>({
  table: 'deadlines',
  version: 1,
  events: deadlineEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldDeadline,
  columns: {
    kind: { type: 'text', value: (row) => row.kind },
    status: { type: 'text', value: (row) => row.status },
    job_offer_id: { type: 'uuid', value: (row) => row.job_offer_id },
    application_id: { type: 'uuid', value: (row) => row.application_id },
    due_at: { type: 'timestamptz', value: (row) => row.due_at },
    updated_at: { type: 'timestamptz', value: (row) => row.updated_at },
  },
  indexes: ['status, due_at, id', 'due_at, id', 'updated_at, id', 'job_offer_id', 'application_id'],
})
