import {
  type NotificationFamily,
  type NotificationSubtype,
  notificationFamilies,
  notificationFamily,
} from '@one-hcm/contracts/notifications/inbox/notification-kinds'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'
import { createFilters } from '../../lists/filters.ts'
import type { Reader } from './find-reader.ts'
import { ownNotifications, readMarks } from './own-notifications.ts'

/** How many are unread: counted by index, from the last time that all were read on. */
export async function countUnread(pool: pg.Pool, reader: Reader): Promise<number> {
  const filters = createFilters()
  const from = `${ownNotifications(filters, reader, reader.readUpToId)} ${readMarks(filters, reader)}`
  const [counted] = await prepared<{ unread: number }>(
    pool,
    `select count(*)::integer as unread from ${from} where m.id is null`,
    filters.values(),
  )
  return counted!.unread
}

export type NotificationCounts = {
  total_notifications: number
  unread_count: number
  read_count: number
  notifications_by_type: Record<NotificationFamily, number>
}

/** How many there are, unread and by family. */
export async function countNotifications(pool: pg.Pool, reader: Reader): Promise<NotificationCounts> {
  const filters = createFilters()
  const from = ownNotifications(filters, reader)
  const [unread, bySubtype] = await Promise.all([
    countUnread(pool, reader),
    prepared<{ subtype: NotificationSubtype; n: number }>(
      pool,
      `select n.subtype, count(*)::integer as n from ${from} group by n.subtype`,
      filters.values(),
    ),
  ])
  const byType = Object.fromEntries(notificationFamilies.map((family) => [family, 0])) as Record<
    NotificationFamily,
    number
  >
  for (const { subtype, n } of bySubtype) byType[notificationFamily(subtype)] += n
  const total = bySubtype.reduce((sum, { n }) => sum + n, 0)
  return { total_notifications: total, unread_count: unread, read_count: total - unread, notifications_by_type: byType }
}
