import type { Recorded } from '@one-hcm/contracts/kernel/event'
import {
  type ActivityEvent,
  type ActivityRow,
  activityEvents,
  foldActivity,
} from '@one-hcm/contracts/notifications/activities/activity.row'
import { defineProjection } from '../../engine/projection.ts'

/** What the staff's feed shows, a row for each event. */
export const activitiesProjection = defineProjection<ActivityRow, Recorded<ActivityEvent>>({
  table: 'activities',
  version: 1,
  events: activityEvents,
  rowPerEvent: true,
  key: (event) => (foldActivity(undefined, event) ? event.id : []),
  fold: foldActivity,
  columns: {
    application_id: { type: 'uuid', value: (row) => row.application_id },
    candidate_id: { type: 'uuid', value: (row) => row.candidate_id },
    job_offer_id: { type: 'uuid', value: (row) => row.job_offer_id },
    created_at: { type: 'timestamptz', value: (row) => row.created_at },
  },
  indexes: ['created_at desc, id desc'],
})
