import type { NotificationWire } from '../inbox/notification.wire.ts'

/** The WebSocket of existing clients (recruitment §4.8). */
export const NOTIFICATION_SOCKET_PATH = '/api/v1/notifications/ws'

/** What it says. */
export type NotificationSocketMessage =
  | { type: 'notifications:new'; id: number; notification: NotificationWire }
  | { type: 'notifications:updated'; id: number }
  | { type: 'notifications:updated_all' }
  | { type: 'notifications:unread_count'; count: number }

/** Close codes: of a bad token (as existing clients expect), of a session that ended, of a server that stops. */
export const socketCloseCodes = { refused: 1008, stopping: 1001, slow: 1013 } as const
