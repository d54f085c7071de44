import { z } from 'zod'
import type { NotificationRow } from './notification.row.ts'
import { notificationFamilies, notificationSubtypes } from './notification-kinds.ts'
import { notificationSentences } from './notification-texts.ts'

export const notificationParams = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })

const lowPriority: readonly string[] = ['profile_updated', 'profile_completed']

export const notificationWire = z
  .object({
    id: z.number().int(),
    user_id: z.string(),
    related_application_id: z.string().nullable(),
    job_offer_id: z.string().nullable(),
    title: z.string(),
    message: z.string(),
    type: z.enum(notificationFamilies).meta({ description: 'The family' }),
    subtype: z.enum(notificationSubtypes),
    priority: z.enum(['normal', 'low']),
    link: z.string().nullable().meta({ description: 'Path of the user interface' }),
    read: z.boolean(),
    is_read: z.boolean().meta({ deprecated: true, description: 'Alias of read' }),
    read_at: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: 'Notification' })
export type NotificationWire = z.infer<typeof notificationWire>

/** A notification with what is joined when it is read. */
export type ReadableNotification = {
  row: NotificationRow
  /** Title of the offer; null when it is gone. */
  job: string | null
  /** Name of the person it speaks of; null when erased. */
  person: string | null
  read_at: string | null
}

/** A notification as its reader gets it, in their language. */
export function notificationToWire(
  { row, job, person, read_at }: ReadableNotification,
  readerId: string,
  language: 'fr' | 'en',
): NotificationWire {
  const read = read_at !== null
  return {
    id: row.notification_id,
    user_id: readerId,
    related_application_id: row.application_id,
    job_offer_id: row.job_offer_id,
    ...notificationSentences(row.text, { job, person, date: row.date, time: row.time }, language),
    type: row.type,
    subtype: row.subtype,
    priority: lowPriority.includes(row.subtype) ? 'low' : 'normal',
    link: row.link,
    read,
    is_read: read,
    read_at,
    created_at: row.created_at,
  }
}
