import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import { readNotificationRoute } from './read-notification.route.ts'

/** Reading is all that can be done with a notification; doing it again is harmless. */
export const notificationActions = (role: Role): AvailableAction[] => [
  actionFor('read', readNotificationRoute, role, () => undefined),
]
