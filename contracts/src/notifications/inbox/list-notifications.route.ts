import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { pageQuery } from '../../kernel/envelope.ts'
import { defineRoute, everyone } from '../../kernel/route.ts'
import { notificationWire } from './notification.wire.ts'
import { notificationFamilies, notificationSubtypes } from './notification-kinds.ts'

const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })

/** A day stands for its first moment as a beginning, for its last as an end. */
const moment = (time: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}${time}` : value),
    z.iso.datetime({ offset: true }).optional(),
  )

export const listNotificationsRoute = defineRoute({
  name: 'listNotifications',
  context: 'notifications',
  method: 'get',
  path: '/api/v1/notifications',
  summary: 'The own notifications, newest first',
  access: everyone,
  query: z.object({
    ...pageQuery(100, 1000),
    unread_only: flag.default(false),
    is_read: flag.optional().meta({ description: '`false` is the older name of `unread_only`' }),
    q: z.string().max(200).optional().meta({ description: 'Part of title or message, in the language asked for' }),
    type: z
      .enum([...notificationFamilies, ...notificationSubtypes.filter((subtype) => subtype !== 'system')])
      .optional()
      .meta({ description: 'A family or a sub-type' }),
    date_from: moment('T00:00:00.000Z'),
    date_to: moment('T23:59:59.999Z'),
    sort: z.enum(['created_at', 'title']).default('created_at'),
    order: z.enum(['asc', 'desc']).default('desc'),
  }),
  response: z.object({
    notifications: z.array(notificationWire.extend(availableActions)),
    data: z
      .array(notificationWire.extend(availableActions))
      .meta({ deprecated: true, description: 'Alias of notifications' }),
    total: z.number().int(),
    page: z.number().int(),
    per_page: z.number().int(),
    total_pages: z.number().int(),
    next_cursor: z.string().nullable(),
  }),
  refusals: ['invalid-cursor'],
})
export type NotificationFilter = z.output<NonNullable<(typeof listNotificationsRoute)['query']>>
