import { z } from 'zod'
import { defineRoute } from '../kernel/route.ts'

/** Names, features and limits; never an address or a secret (W-16). */
export const getInfoRoute = defineRoute({
  name: 'getInfo',
  context: 'monitoring',
  method: 'get',
  path: '/info',
  summary: 'What this installation is, what it offers and within which limits',
  access: { admin: 'all' },
  response: z.object({
    app_name: z.string(),
    version: z.string(),
    environment: z.string(),
    features: z.record(z.string(), z.boolean()),
    limits: z.object({
      document_max_bytes: z.number().int(),
      access_token_minutes: z.number().int(),
      refresh_token_days: z.number().int(),
      /** Calls per minute and per hour, by kind. */
      rate_limits: z.record(z.string(), z.object({ minute: z.number().int(), hour: z.number().int() })),
    }),
  }),
})
