import { deriveId } from '../../kernel/aggregate-id.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { InboxEvent } from './inbox.events.ts'
import { lastNotificationIdAt } from './notification.row.ts'

/** What an account's owner has read at once, and what they wish to be told. */
export type InboxRow = {
  user_id: string
  /** Every notification up to this id is read. */
  read_up_to_id: number
  read_up_to_at: string | null
  /** Offers are told from after this id on; null without the wish. */
  job_offers_after_id: number | null
}

/** One notification that was read by itself. */
export type ReadMarkRow = { user_id: string; notification_id: number; read_at: string }

export function foldInbox(row: InboxRow | undefined, event: Recorded<InboxEvent>): InboxRow {
  const user_id = idOfStream(event.stream)
  const known = row ?? { user_id, read_up_to_id: 0, read_up_to_at: null, job_offers_after_id: null }
  switch (event.type) {
    case 'NotificationCreated':
    case 'NotificationRead':
      return known
    case 'AllNotificationsRead':
      return { ...known, read_up_to_id: event.data.up_to_id, read_up_to_at: event.metadata.occurred_at }
    case 'NotificationPreferencesChanged':
      return {
        ...known,
        job_offers_after_id: event.data.job_offers
          ? (known.job_offers_after_id ?? lastNotificationIdAt(event.position))
          : null,
      }
  }
}

type MarkingEvent = Extract<InboxEvent, { type: 'NotificationRead' }>

export const readMarkKey = ({ data }: Recorded<MarkingEvent>): string =>
  deriveId('notification-read', data.user_id, String(data.notification_id))

export const foldReadMark = (
  _row: ReadMarkRow | undefined,
  { data, metadata }: Recorded<MarkingEvent>,
): ReadMarkRow => ({
  user_id: data.user_id,
  notification_id: data.notification_id,
  read_at: metadata.occurred_at,
})
