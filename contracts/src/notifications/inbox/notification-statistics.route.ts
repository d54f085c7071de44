import { z } from 'zod'
import { defineRoute, everyone } from '../../kernel/route.ts'
import { notificationFamilies } from './notification-kinds.ts'

const statistics = {
  context: 'notifications',
  method: 'get',
  access: everyone,
  response: z.object({
    total_notifications: z.number().int(),
    unread_count: z.number().int(),
    read_count: z.number().int(),
    notifications_by_type: z.object(
      Object.fromEntries(notificationFamilies.map((family) => [family, z.number().int()])) as Record<
        (typeof notificationFamilies)[number],
        z.ZodNumber
      >,
    ),
  }),
} as const

export const notificationStatisticsRoute = defineRoute({
  ...statistics,
  name: 'notificationStatistics',
  path: '/api/v1/notifications/stats/overview',
  summary: 'How many own notifications there are, unread and by type',
})

export const notificationStatsRoute = defineRoute({
  ...statistics,
  name: 'notificationStats',
  path: '/api/v1/notifications/stats',
  summary: 'How many own notifications there are (older path)',
  deprecated: true,
})

export const unreadNotificationCountRoute = defineRoute({
  name: 'unreadNotificationCount',
  context: 'notifications',
  method: 'get',
  path: '/api/v1/notifications/stats/unread-count',
  summary: 'How many own notifications are unread',
  access: everyone,
  response: z.object({ count: z.number().int() }),
})
