import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { changesOf, type LiveEvent, liveEvents } from '@one-hcm/contracts/notifications/live/changes-of'
import { foldLiveEvent, type LiveEventRow } from '@one-hcm/contracts/notifications/live/live-event.row'
import { defineProjection } from '../../engine/projection.ts'

/** What clients hear of, in the order of the log: where live updates are read from, and resumed. */
export const liveEventsProjection = defineProjection<LiveEventRow, Recorded<LiveEvent>>({
  table: 'live_events',
  version: 1,
  events: liveEvents,
  rowPerEvent: true,
  key: (event) => (changesOf(event).length === 0 ? [] : event.id),
  fold: foldLiveEvent,
  columns: {
    user_id: { type: 'uuid', value: (row) => row.user_id },
    job_offer_id: { type: 'uuid', value: (row) => row.job_offer_id },
  },
  indexes: ['position'],
})
