import { z } from 'zod'
import { anyone, defineRoute } from '../kernel/route.ts'

const health = z.enum(['ok', 'degraded', 'down'])

/** What the machine of the answering instance has left. */
export const systemWire = z.object({
  /** Share of all cores in use since the last answer, 0 to 100. */
  cpu_percent: z.number(),
  memory_percent: z.number(),
  memory_used_mb: z.number(),
  memory_available_mb: z.number(),
})

export const getMonitoringHealthRoute = defineRoute({
  name: 'getMonitoringHealth',
  context: 'monitoring',
  method: 'get',
  path: '/monitoring/health',
  summary: 'How the system is; administrators see its parts and the machine too',
  access: anyone,
  response: z.object({
    status: health,
    timestamp: z.string(),
    version: z.string(),
    environment: z.string().optional(),
    system: systemWire.optional(),
    services: z.record(z.string(), health).optional(),
  }),
})
