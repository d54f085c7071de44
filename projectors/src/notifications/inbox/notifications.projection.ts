import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { type NoticedEvent, noticedEvents } from '@one-hcm/contracts/notifications/inbox/notices-of'
import {
  foldNotification,
  type NotificationRow,
  notificationsOf,
} from '@one-hcm/contracts/notifications/inbox/notification.row'
import { defineProjection } from '../../engine/projection.ts'

/** What people are told, a row for each person or audience that an event concerns. */
export const notificationsProjection = defineProjection<NotificationRow, Recorded<NoticedEvent>>({
  table: 'notifications',
  version: 1,
  events: noticedEvents,
  rowPerEvent: true,
  key: (event) => notificationsOf(event).map(({ key }) => key),
  fold: foldNotification,
  columns: {
    notification_id: { type: 'bigint', value: (row) => row.notification_id },
    user_id: { type: 'uuid', value: (row) => row.user_id },
    audience: { type: 'text', value: (row) => row.audience },
    subtype: { type: 'text', value: (row) => row.subtype },
    text: { type: 'text', value: (row) => row.text },
    application_id: { type: 'uuid', value: (row) => row.application_id },
    job_offer_id: { type: 'uuid', value: (row) => row.job_offer_id },
    candidate_id: { type: 'uuid', value: (row) => row.candidate_id },
    created_at: { type: 'timestamptz', value: (row) => row.created_at },
  },
  indexes: [
    'notification_id',
    'user_id, notification_id',
    'user_id, created_at desc, id desc',
    'audience, notification_id',
  ],
})
