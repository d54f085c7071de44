import { z } from 'zod'
import { defineRoute } from '../kernel/route.ts'
import { eventWire } from './event.wire.ts'
import { auditors } from './list-events.route.ts'

export const readStreamRoute = defineRoute({
  name: 'readStream',
  context: 'audit',
  method: 'get',
  path: '/api/v1/audit/streams/{stream}',
  summary: 'The history of one stream, oldest first',
  access: auditors,
  params: z.object({ stream: z.string().regex(/^[a-zA-Z0-9]+-[\w-]{1,100}$/) }),
  query: z.object({
    from_revision: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({ stream: z.string(), data: z.array(eventWire), next_revision: z.number().int().nullable() }),
  refusals: ['stream-not-found'],
})
