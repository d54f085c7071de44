import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { applicationWire } from './application.wire.ts'

export const changeApplicationStatusRoute = defineRoute({
  name: 'changeApplicationStatus',
  context: 'recruitment',
  method: 'put',
  path: '/api/v1/applications/{id}/status',
  summary: 'Move an application to another status; a correction needs a note',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  body: z.object({
    /** Canonical word or any accepted alias (recruitment §3.3). */
    status: z.string().min(1).max(50),
    notes: z.string().max(5000).nullish(),
  }),
  response: envelope(applicationWire),
  refusals: ['application-not-found', 'status-unknown', 'status-transition-not-allowed', 'reason-required'],
})
