import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { getNotificationRoute } from '@one-hcm/contracts/notifications/inbox/get-notification.route'
import { listNotificationsRoute } from '@one-hcm/contracts/notifications/inbox/list-notifications.route'
import { notificationToWire } from '@one-hcm/contracts/notifications/inbox/notification.wire'
import { notificationActions } from '@one-hcm/contracts/notifications/inbox/notification-actions'
import { getNotificationPreferencesRoute } from '@one-hcm/contracts/notifications/inbox/notification-preferences.route'
import {
  notificationStatisticsRoute,
  notificationStatsRoute,
  unreadNotificationCountRoute,
} from '@one-hcm/contracts/notifications/inbox/notification-statistics.route'
import { type Caller, type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { countNotifications, countUnread } from './count-notifications.ts'
import { findNotification, findNotifications } from './find-notifications.ts'
import { findReader } from './find-reader.ts'

export const inboxEndpoints = ({ readModels }: { readModels: ReadModels }): Endpoint[] => {
  const statistics = async ({ user }: { user: Caller }) => {
    const pool = readModels.pool()
    return { body: await countNotifications(pool, await findReader(pool, user)) }
  }

  return [
    endpoint(listNotificationsRoute, async ({ query, user, language }) => {
      const pool = readModels.pool()
      const page = await findNotifications(pool, await findReader(pool, user), query, language)
      if (isRefusal(page)) return page
      const { skip, limit } = query
      const available_actions = notificationActions(user.role)
      const notifications = page.rows.map((row) => ({
        ...notificationToWire(row, user.id, language),
        available_actions,
      }))
      return {
        body: {
          notifications,
          data: notifications,
          total: page.total,
          page: Math.floor(skip / limit) + 1,
          per_page: limit,
          total_pages: Math.ceil(page.total / limit),
          next_cursor: page.next,
        },
      }
    }),

    endpoint(getNotificationRoute, async ({ params, user, language }) => {
      const pool = readModels.pool()
      const reader = await findReader(pool, user)
      const found = await findNotification(pool, reader, params.id)
      if (!found) return refuse('notification-not-found')
      const available_actions = notificationActions(user.role)
      return {
        body: { ...notificationToWire(found, user.id, language), available_actions },
        revision: reader.revision,
      }
    }),

    endpoint(notificationStatisticsRoute, statistics),
    endpoint(notificationStatsRoute, statistics),

    endpoint(unreadNotificationCountRoute, async ({ user }) => {
      const pool = readModels.pool()
      return { body: { count: await countUnread(pool, await findReader(pool, user)) } }
    }),

    endpoint(getNotificationPreferencesRoute, async ({ user }) => {
      const reader = await findReader(readModels.pool(), user)
      return { body: { job_offers: reader.jobOffers }, revision: reader.revision }
    }),
  ]
}
