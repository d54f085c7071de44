import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'

const figures = z.object({
  total_evaluations: z.number().int().meta({ description: 'Evaluations that somebody has begun' }),
  average_score: z
    .number()
    .nullable()
    .meta({ description: 'Mean of their totals, out of 20; without those of panels at work' }),
  scored_evaluations: z.number().int().meta({ description: 'How many totals the mean is over' }),
  passed: z.number().int(),
  by_status: z.object({
    pending: z.number().int(),
    in_progress: z.number().int(),
    completed: z.number().int(),
    rejected: z.number().int(),
  }),
})

export const getEvaluationStatisticsRoute = defineRoute({
  name: 'getEvaluationStatistics',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/evaluations/stats/overview',
  summary: 'How many evaluations there are by each protocol, and what they come to on average',
  access: { ...staff, auditor: 'all' },
  query: z.object({ job_offer_id: z.uuid().optional() }),
  response: z.object({ protocol1: figures, protocol2: figures }).meta({ id: 'EvaluationStatistics' }),
})
