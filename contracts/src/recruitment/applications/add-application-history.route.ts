import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { changeApplicationStatusRoute } from './change-application-status.route.ts'
import { applicationHistoryEntry } from './get-application-history.route.ts'

export const addApplicationHistoryRoute = defineRoute({
  name: 'addApplicationHistory',
  context: 'recruitment',
  method: 'post',
  path: '/api/v1/applications/{id}/history',
  summary: 'Move an application to another status, as clients do that think in history entries',
  deprecated: true,
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  body: z.object({
    /** Canonical word or any accepted alias; the former status is known without being told. */
    new_status: z.string().min(1).max(50),
    notes: z.string().max(5000).nullish(),
  }),
  response: envelope(applicationHistoryEntry.nullable()),
  refusals: changeApplicationStatusRoute.refusals,
})
