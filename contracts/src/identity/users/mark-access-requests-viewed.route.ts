import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'

export const markAccessRequestsViewedRoute = defineRoute({
  name: 'markAccessRequestsViewed',
  context: 'identity',
  method: 'post',
  path: '/api/v1/access-requests/mark-all-viewed',
  summary: 'Take note of all access requests; the badge goes to zero',
  access: staff,
  response: z.object({ success: z.literal(true), message: z.string(), count: z.number().int() }),
})
