import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { deadlineWire } from './deadline.wire.ts'

const one = { context: 'recruitment', access: recruiters, params: z.object({ id: z.uuid() }) } as const

export const moveDeadlineRoute = defineRoute({
  ...one,
  name: 'moveDeadline',
  method: 'put',
  path: '/api/v1/deadlines/{id}',
  summary: 'Move a pending deadline to another time, in the future and not after what it is about',
  body: z.object({
    due_at: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text).toISOString())
      .meta({ description: 'ISO-8601 with its zone' }),
  }),
  response: envelope(deadlineWire),
  refusals: [
    'deadline-not-found',
    'deadline-not-pending',
    'deadline-not-future',
    'deadline-after-subject',
    'job-offer-not-owned',
  ],
})

export const cancelDeadlineRoute = defineRoute({
  ...one,
  name: 'cancelDeadline',
  method: 'delete',
  path: '/api/v1/deadlines/{id}',
  summary: 'Call a pending deadline off; it stays listed as cancelled',
  status: 204,
  refusals: ['deadline-not-found', 'deadline-not-pending', 'job-offer-not-owned'],
})
