import { deriveId } from '../../kernel/aggregate-id.ts'
import type { Recorded } from '../../kernel/event.ts'
import type { Notice } from './notice.ts'
import { type NoticedEvent, noticesOf } from './notices-of.ts'
import { type NotificationFamily, notificationFamily } from './notification-kinds.ts'

/** A notification: one per event and person or audience. Nothing personal is in it; names are joined when it is read. */
export type NotificationRow = Notice & { notification_id: number; type: NotificationFamily; created_at: string }

/** Most notices that one event can make. */
const PER_EVENT = 8

/**
 * Integer id of a notification, for clients that keep it as one (recruitment §2.13): it follows from the place of its
 * event in the log, so that a rebuild gives the same, and a later event the greater one.
 */
export function notificationId(position: bigint, index: number): number {
  if (index >= PER_EVENT) throw new Error(`An event cannot make more than ${PER_EVENT} notifications`)
  return Number(position) * PER_EVENT + index
}

/** The greatest id that a notification can have whose event lies at the position, or before it. */
export const lastNotificationIdAt = (position: bigint): number => notificationId(position, PER_EVENT - 1)

/** Where the event of a notification lies, and which of its notices it is; what an id says of itself. */
export const placeOfNotification = (id: number): { position: bigint; index: number } => ({
  position: BigInt(Math.floor(id / PER_EVENT)),
  index: id % PER_EVENT,
})

/** The notifications that an event makes, with the keys of their rows. */
export const notificationsOf = (event: Recorded<NoticedEvent>): { key: string; row: NotificationRow }[] =>
  noticesOf(event).map((notice, index) => ({
    key: notificationKey(event.id, index),
    row: {
      ...notice,
      notification_id: notificationId(event.position, index),
      type: notificationFamily(notice.subtype),
      created_at: event.metadata.occurred_at,
    },
  }))

const notificationKey = (eventId: string, index: number): string => deriveId('notification', eventId, String(index))

/** The row under a key, of all that an event makes. */
export const foldNotification = (
  _row: NotificationRow | undefined,
  event: Recorded<NoticedEvent>,
  key: string,
): NotificationRow | undefined => notificationsOf(event).find((made) => made.key === key)?.row
