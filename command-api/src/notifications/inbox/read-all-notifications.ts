import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { InboxEvent } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import type { InboxState } from './inbox.ts'

/** `upToId`: the newest that the reader has seen, or the newest id there can be. Never beyond: what comes later is unread. */
export type ReadAllNotifications = { userId: string; upToId: number }

/** Everything up to an id is read; an older id than the last one changes nothing. */
export const readAllNotifications = (
  state: InboxState,
  { userId, upToId }: ReadAllNotifications,
): Decision<InboxEvent> =>
  upToId <= state.readUpToId ? [] : [{ type: 'AllNotificationsRead', data: { user_id: userId, up_to_id: upToId } }]
