import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { count, statusCountsWire } from './status-counts.wire.ts'

export const recruiterStatisticsWire = z
  .object({
    recruiter_id: z.uuid(),
    total_offers: count.meta({ description: 'Offers of this recruiter, in every state; deleted ones do not count' }),
    offers_by_status: z.object({ draft: count, active: count, closed: count, archived: count }),
    total_applications: count.meta({ description: 'Applications for these offers' }),
    applications_by_status: statusCountsWire,
    message: z.string(),
  })
  .meta({ id: 'RecruiterStatistics' })
export type RecruiterStatistics = z.infer<typeof recruiterStatisticsWire>

export const getRecruiterStatisticsRoute = defineRoute({
  name: 'getRecruiterStatistics',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/jobs/recruiter/statistics',
  summary: "The caller's own offers, and the applications for them",
  access: recruiters,
  response: recruiterStatisticsWire,
})
