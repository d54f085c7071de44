import { z } from 'zod'
import { defineRoute } from '../kernel/route.ts'
import { auditors } from './list-events.route.ts'

const position = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform(BigInt)

export const exportEventsRoute = defineRoute({
  name: 'exportEvents',
  context: 'audit',
  method: 'get',
  path: '/api/v1/audit/export',
  summary: 'A range of the log as newline-delimited JSON, one event a line, in order of the log',
  access: auditors,
  rateLimit: 'export',
  query: z.object({
    /** Positions, exclusive and inclusive. */
    after: position.optional(),
    until: position.optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  }),
  contentType: 'application/x-ndjson',
})
