import { availableActions } from '../../kernel/available-actions.ts'
import { defineRoute, everyone } from '../../kernel/route.ts'
import { notificationParams, notificationWire } from './notification.wire.ts'

export const getNotificationRoute = defineRoute({
  name: 'getNotification',
  context: 'notifications',
  method: 'get',
  path: '/api/v1/notifications/{id}',
  summary: 'One of the own notifications',
  access: everyone,
  params: notificationParams,
  response: notificationWire.extend(availableActions),
  refusals: ['notification-not-found'],
})
