import { z } from 'zod'
import { defineRoute, everyone } from '../../kernel/route.ts'

const preferences = {
  context: 'notifications',
  path: '/api/v1/notifications/preferences',
  access: everyone,
  response: z.object({
    job_offers: z.boolean().meta({ description: 'Whether to be told of new offers and their deadlines' }),
  }),
} as const

export const getNotificationPreferencesRoute = defineRoute({
  ...preferences,
  name: 'getNotificationPreferences',
  method: 'get',
  summary: 'What the caller asked to be told of, beside what concerns them',
})

export const changeNotificationPreferencesRoute = defineRoute({
  ...preferences,
  name: 'changeNotificationPreferences',
  method: 'put',
  summary: 'Ask to be told of job offers as candidates see them, or no longer; from then on, and not by default',
  body: z.object({ job_offers: z.boolean() }),
})
