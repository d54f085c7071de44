import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { InboxEvent } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import type { InboxState } from './inbox.ts'

/** `isOwn`: whether there is such a notification, and the reader is told it. */
export type ReadNotification = { userId: string; notificationId: number; isOwn: boolean }

/** A notification is read once; what is not the reader's own is not there for them (recruitment §3.7). */
export function readNotification(
  state: InboxState,
  { userId, notificationId, isOwn }: ReadNotification,
): Decision<InboxEvent> {
  if (!isOwn) return refuse('notification-not-found')
  if (notificationId <= state.readUpToId || state.read.includes(notificationId)) return []
  return [{ type: 'NotificationRead', data: { user_id: userId, notification_id: notificationId } }]
}
