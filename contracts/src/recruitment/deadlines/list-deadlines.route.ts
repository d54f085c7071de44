import { z } from 'zod'
import { envelope, pageEnvelope, pageQuery } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { deadlineView } from './deadline.wire.ts'
import { deadlineKinds, deadlineStatuses } from './deadline-kind.ts'

const dayOrMoment = z.iso.date().or(z.iso.datetime({ offset: true }))

/** Filters, order and pages of the list of deadlines. */
export const deadlineListQuery = z.object({
  ...pageQuery(100, 1000),
  kind: z.enum(deadlineKinds).optional(),
  status: z.enum(deadlineStatuses).optional(),
  job_offer_id: z.uuid().optional(),
  application_id: z.uuid().optional(),
  due_from: dayOrMoment.optional(),
  due_to: dayOrMoment.optional().meta({ description: 'A day is included as a whole' }),
  sort: z.enum(['due_at', 'updated_at']).default('due_at'),
  order: z.enum(['asc', 'desc']).default('asc'),
})
export type DeadlineListQuery = z.output<typeof deadlineListQuery>

export const listDeadlinesRoute = defineRoute({
  name: 'listDeadlines',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/deadlines',
  summary: 'What closes or is recalled, and when: the earliest first',
  access: { ...staff, auditor: 'all' },
  query: deadlineListQuery,
  response: pageEnvelope(deadlineView),
  refusals: ['invalid-cursor'],
})

export const getDeadlineRoute = defineRoute({
  name: 'getDeadline',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/deadlines/{id}',
  summary: 'One deadline',
  access: { ...staff, auditor: 'all' },
  params: z.object({ id: z.uuid() }),
  response: envelope(deadlineView),
  refusals: ['deadline-not-found'],
})
