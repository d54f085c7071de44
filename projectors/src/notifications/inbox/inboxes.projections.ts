import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import type { InboxEvent } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import { inboxEvents } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import {
  foldInbox,
  foldReadMark,
  type InboxRow,
  type ReadMarkRow,
  readMarkKey,
} from '@one-hcm/contracts/notifications/inbox/inbox.row'
import { foldReader, type ReaderRow, readerEvents } from '@one-hcm/contracts/notifications/inbox/reader.row'
import { defineProjection } from '../../engine/projection.ts'

/** What each person has read at once, and wishes to be told. */
export const inboxesProjection = defineProjection<InboxRow, Recorded<InboxEvent>>({
  table: 'notification_inboxes',
  version: 1,
  events: inboxEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldInbox,
  columns: {},
  indexes: [],
})

/** Notifications that were read one by one. */
export const readMarksProjection = defineProjection<
  ReadMarkRow,
  Recorded<Extract<InboxEvent, { type: 'NotificationRead' }>>
>({
  table: 'notification_reads',
  version: 1,
  events: ['NotificationRead'],
  rowPerEvent: true,
  key: readMarkKey,
  fold: foldReadMark,
  columns: {
    user_id: { type: 'uuid', value: (row) => row.user_id },
    notification_id: { type: 'bigint', value: (row) => row.notification_id },
    read_at: { type: 'timestamptz', value: (row) => row.read_at },
  },
  indexes: ['user_id, notification_id'],
})

/** Who belongs to which audience since when, a row per account. */
export const readersProjection = defineProjection<ReaderRow, Recorded<UserEvent>>({
  table: 'notification_readers',
  version: 1,
  events: readerEvents,
  key: (event) => idOfStream(event.stream),
  fold: foldReader,
  columns: {},
  indexes: [],
})
