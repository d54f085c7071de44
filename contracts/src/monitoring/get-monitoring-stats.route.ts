import { z } from 'zod'
import { defineRoute } from '../kernel/route.ts'
import { systemWire } from './get-monitoring-health.route.ts'

export const getMonitoringStatsRoute = defineRoute({
  name: 'getMonitoringStats',
  context: 'monitoring',
  method: 'get',
  path: '/monitoring/stats',
  summary: 'What the answering instance has done since it started',
  access: { admin: 'all' },
  response: z.object({
    uptime_seconds: z.number(),
    requests: z.object({
      answered: z.number().int(),
      /** Answered 5xx. */
      failed: z.number().int(),
      average_ms: z.number().nullable(),
    }),
    /** Greatest age that an event missing from the read models can have; null when nothing is known. */
    read_models: z.object({ behind_ms: z.number().nullable() }),
    process: z.object({ memory_mb: z.number() }),
    system: systemWire,
  }),
})
