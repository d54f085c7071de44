import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { pageEnvelope, pageQuery } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { accessRequestStatuses } from './access-request.ts'
import { accessRequestWire } from './access-request.wire.ts'

/** `status` and `viewed` are older names of the filters. */
function canonicalQuery(value: unknown): unknown {
  const query = { ...(value as Record<string, unknown>) }
  query.status_filter ??= query.status
  query.viewed_filter ??= query.viewed
  return query
}

export const listAccessRequestsRoute = defineRoute({
  name: 'listAccessRequests',
  context: 'identity',
  method: 'get',
  path: '/api/v1/access-requests',
  summary: 'Access requests, newest first, with the counters of the inbox',
  access: staff,
  query: z.preprocess(
    canonicalQuery,
    z.object({
      ...pageQuery(100, 500),
      status_filter: z.enum(accessRequestStatuses).optional(),
      viewed_filter: z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] }).optional(),
    }),
  ),
  response: pageEnvelope(accessRequestWire.extend(availableActions)).extend({
    pending_count: z.number().int(),
    unviewed_count: z.number().int(),
  }),
  refusals: ['invalid-cursor'],
})

export const countUnviewedAccessRequestsRoute = defineRoute({
  name: 'countUnviewedAccessRequests',
  context: 'identity',
  method: 'get',
  path: '/api/v1/access-requests/unviewed-count',
  summary: 'How many access requests nobody has looked at',
  access: staff,
  response: z.object({
    success: z.literal(true),
    count: z.number().int(),
    unviewed_count: z.number().int().meta({ deprecated: true, description: 'Alias of count' }),
  }),
})
