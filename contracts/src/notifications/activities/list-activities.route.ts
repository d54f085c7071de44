import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'
import { activityTypes } from './activity.row.ts'

export const activityWire = z
  .object({
    id: z.string(),
    description: z.string(),
    job_title: z.string().nullable(),
    candidate_name: z.string().nullable(),
    created_at: z.string(),
    activity_type: z.enum(activityTypes),
    application_id: z.string().nullable(),
    job_offer_id: z.string().nullable(),
    candidate_id: z.string().nullable(),
  })
  .meta({ id: 'Activity' })
export type ActivityWire = z.infer<typeof activityWire>

export const listActivitiesRoute = defineRoute({
  name: 'listActivities',
  context: 'notifications',
  method: 'get',
  path: '/api/v1/activities',
  summary: 'What happened last, for the staff: applications, interviews, evaluations, offers, accounts',
  access: staff,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(20),
    offset: z.coerce.number().int().min(0).max(100_000).default(0),
  }),
  response: z.array(activityWire),
})
