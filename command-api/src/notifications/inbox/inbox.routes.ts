import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import { lastNotificationIdAt } from '@one-hcm/contracts/notifications/inbox/notification.row'
import { notificationToWire } from '@one-hcm/contracts/notifications/inbox/notification.wire'
import { notificationActions } from '@one-hcm/contracts/notifications/inbox/notification-actions'
import { changeNotificationPreferencesRoute } from '@one-hcm/contracts/notifications/inbox/notification-preferences.route'
import {
  markAllNotificationsReadRoute,
  readAllNotificationsRoute,
  readNotificationRoute,
} from '@one-hcm/contracts/notifications/inbox/read-notification.route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { type Caller, type Endpoint, endpoint, type Reply } from '@one-hcm/platform/http/exchange'
import { changePreferences } from './change-preferences.ts'
import { inbox } from './inbox.ts'
import { ownNotification } from './notification-facts.ts'
import { readAllNotifications } from './read-all-notifications.ts'
import { readNotification } from './read-notification.ts'

export type InboxDependencies = { executor: CommandExecutor; log: EventLog }

/** What people do with their own notifications. */
export const inboxEndpoints = (dependencies: InboxDependencies): Endpoint[] => [
  endpoint(readNotificationRoute, async ({ params, user, command, language }) => {
    const own = await ownNotification(dependencies, user.id, params.id)
    if (!own) return refuse('notification-not-found')
    const outcome = await dependencies.executor.execute(command, {
      aggregate: inbox,
      id: user.id,
      decide: (state) => readNotification(state, { userId: user.id, notificationId: params.id, isOwn: true }),
    })
    if (isRefusal(outcome)) return outcome
    const read_at = outcome.events.length > 0 ? command.now : await readAt(dependencies, user.id, params.id)
    const body = { ...notificationToWire({ ...own, read_at }, user.id, language) }
    return { ...outcome, body: { ...body, available_actions: notificationActions(user.role) } }
  }),

  endpoint(readAllNotificationsRoute, ({ body, user, command }) => readAll(dependencies, command, user, body.up_to_id)),
  endpoint(markAllNotificationsReadRoute, ({ body, user, command }) =>
    readAll(dependencies, command, user, body.up_to_id),
  ),

  endpoint(changeNotificationPreferencesRoute, async ({ body, user, command }) => {
    const outcome = await dependencies.executor.execute(command, {
      aggregate: inbox,
      id: user.id,
      decide: (state) => changePreferences(state, { userId: user.id, jobOffers: body.job_offers }),
    })
    return isRefusal(outcome) ? outcome : { ...outcome, body: { job_offers: body.job_offers } }
  }),
]

/** All up to what the reader has seen, never beyond the end of the log: what is raised later is unread. */
async function readAll(
  { executor, log }: InboxDependencies,
  command: CommandContext,
  user: Caller,
  seen: number | undefined,
): Promise<Reply | Refusal<RefusalCode>> {
  const newest = lastNotificationIdAt((await log.head())?.commit ?? 0n)
  const outcome = await executor.execute(command, {
    aggregate: inbox,
    id: user.id,
    decide: (state) => readAllNotifications(state, { userId: user.id, upToId: Math.min(seen ?? newest, newest) }),
  })
  if (isRefusal(outcome)) return outcome
  const { row: _row, events: _events, ...reply } = outcome
  return { ...reply, status: 204 }
}

/** When a notification was read that is read already: by itself, or with all. */
async function readAt({ log }: InboxDependencies, userId: string, id: number): Promise<string | null> {
  const events = await log.readStream(`${inbox.category}-${userId}`)
  const reading = events.find(({ type, data }) => {
    const read = data as { notification_id?: number; up_to_id?: number }
    return type === 'NotificationRead' ? read.notification_id === id : (read.up_to_id ?? 0) >= id
  })
  return reading?.metadata.occurred_at ?? null
}
