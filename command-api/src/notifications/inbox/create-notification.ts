import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { InboxEvent } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import type { InboxState } from './inbox.ts'

export type CreateNotification = Extract<InboxEvent, { type: 'NotificationCreated' }>['data']

/** One inbox is told of an event once, however often the policy that says so is run. */
export const createNotification = (state: InboxState, notification: CreateNotification): Decision<InboxEvent> =>
  state.toldOf.includes(notification.source_event_id) ? [] : [{ type: 'NotificationCreated', data: notification }]
