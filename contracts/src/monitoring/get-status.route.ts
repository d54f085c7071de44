import { z } from 'zod'
import { anyone, defineRoute } from '../kernel/route.ts'

export const getStatusRoute = defineRoute({
  name: 'getStatus',
  context: 'monitoring',
  method: 'get',
  path: '/api/v1/status',
  summary: 'Whether the API answers at all',
  access: anyone,
  response: z.object({ status: z.literal('ok'), service: z.string(), timestamp: z.string() }),
})

/** What somebody who opens the address in a browser is told; nothing of who they are (recruitment §4.11). */
export const getWelcomeRoute = defineRoute({
  name: 'getWelcome',
  context: 'monitoring',
  method: 'get',
  path: '/',
  summary: 'What answers here, and where it is described',
  access: anyone,
  response: z.object({
    message: z.string(),
    version: z.string(),
    status: z.literal('ok'),
    /** Null where the documentation is not served. */
    docs: z.string().nullable(),
    redoc: z.string().nullable(),
  }),
})
