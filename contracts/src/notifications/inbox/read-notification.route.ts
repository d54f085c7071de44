import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { defineRoute, everyone } from '../../kernel/route.ts'
import { notificationParams, notificationWire } from './notification.wire.ts'

export const readNotificationRoute = defineRoute({
  name: 'readNotification',
  context: 'notifications',
  method: 'put',
  path: '/api/v1/notifications/{id}/read',
  summary: 'Mark one of the own notifications as read; doing it again changes nothing',
  access: everyone,
  params: notificationParams,
  response: notificationWire.extend(availableActions),
  refusals: ['notification-not-found'],
})

const readAll = {
  context: 'notifications',
  method: 'put',
  access: everyone,
  body: z
    .object({
      up_to_id: z
        .number()
        .int()
        .nonnegative()
        .max(Number.MAX_SAFE_INTEGER)
        .optional()
        .meta({ description: 'The newest that was seen; without it all that there are' }),
    })
    .default({}),
  status: 204,
} as const

export const readAllNotificationsRoute = defineRoute({
  ...readAll,
  name: 'readAllNotifications',
  path: '/api/v1/notifications/read-all',
  summary: 'Mark all own notifications as read',
})

export const markAllNotificationsReadRoute = defineRoute({
  ...readAll,
  name: 'markAllNotificationsRead',
  path: '/api/v1/notifications/mark-all-read',
  summary: 'Mark all own notifications as read (older path)',
  deprecated: true,
})
