import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'

export const getStatusRoute = defineRoute({
  name: 'getStatus',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/status',
  summary: 'Whether the API answers at all',
  access: anyone,
  response: z.object({ status: z.literal('ok'), service: z.string(), timestamp: z.string() }),
})
