import { z } from 'zod'
import { type Access, defineRoute } from '../kernel/route.ts'
import { eventWire } from './event.wire.ts'

/** Auditors read everything and change nothing. */
export const auditors = { auditor: 'all', admin: 'all' } as const satisfies Access

const PAGE_MAX = 200

export const listEventsRoute = defineRoute({
  name: 'listEvents',
  context: 'audit',
  method: 'get',
  path: '/api/v1/audit/events',
  summary: 'Recorded events, newest first, by stream, type, actor, correlation and time',
  access: auditors,
  query: z.object({
    stream: z.string().max(200).optional(),
    type: z.string().max(100).optional(),
    actor: z.string().max(100).optional(),
    correlation_id: z.string().max(100).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
    cursor: z.string().max(200).optional(),
  }),
  response: z.object({ data: z.array(eventWire), next_cursor: z.string().nullable() }),
  refusals: ['invalid-cursor'],
})
