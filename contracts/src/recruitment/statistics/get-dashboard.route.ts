import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'
import { dashboardWire } from './dashboard.wire.ts'

/** Whose figures, over which days, with how many offers. */
export const dashboardQuery = z.object({
  recruiter_id: z
    .union([z.uuid(), z.literal('all')])
    .optional()
    .meta({ description: 'Whose offers; `all` for everybody’s. By default a recruiter’s own, for other staff all' }),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .default(30)
    .meta({ description: 'Length of by_period and status_evolution, today included' }),
  jobs: z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'Length of applications_by_job' }),
})

export const getDashboardRoute = defineRoute({
  name: 'getDashboard',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/optimized/dashboard/stats/optimized',
  summary: 'All figures of the dashboards, of one moment',
  access: { ...staff, auditor: 'all' },
  query: dashboardQuery,
  response: dashboardWire,
})

export const comparePerformanceRoute = defineRoute({
  name: 'comparePerformance',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/optimized/performance/comparison',
  summary: 'Gone: it invented its numbers',
  deprecated: true,
  access: { admin: 'all' },
  refusals: ['performance-comparison-gone'],
})
