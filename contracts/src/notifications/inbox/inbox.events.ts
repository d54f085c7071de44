import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

/** One inbox per account: what its owner has read, and what they wish to be told. */
const inbox = { context: 'notifications', category: 'notifications' } as const

export const NotificationCreated = defineEvent({
  ...inbox,
  type: 'NotificationCreated',
  summary: 'Somebody is told of an event that does not name them: whom it concerns was known elsewhere.',
  data: {
    user_id: z.string(),
    subtype: z.enum(['evaluation_completed']),
    application_id: z.string().nullable(),
    job_offer_id: z.string().nullable(),
    /** The person it speaks of; named when it is read. */
    candidate_id: z.string().nullable(),
    source_event_id: z.string(),
  },
})

export const NotificationRead = defineEvent({
  ...inbox,
  type: 'NotificationRead',
  summary: 'A person read one notification.',
  data: { user_id: z.string(), notification_id: z.number().int() },
})

export const AllNotificationsRead = defineEvent({
  ...inbox,
  type: 'AllNotificationsRead',
  summary: 'A person marked every notification as read that there was, or all up to one that they had seen.',
  data: {
    user_id: z.string(),
    up_to_id: z.number().int(),
  },
})

export const NotificationPreferencesChanged = defineEvent({
  ...inbox,
  type: 'NotificationPreferencesChanged',
  summary: 'A person asked to be told of new job offers and their deadlines, or no longer to be told.',
  data: { user_id: z.string(), job_offers: z.boolean() },
})

export const inboxEvents = [
  NotificationCreated,
  NotificationRead,
  AllNotificationsRead,
  NotificationPreferencesChanged,
] as const
export type InboxEvent = EventOf<(typeof inboxEvents)[number]>
