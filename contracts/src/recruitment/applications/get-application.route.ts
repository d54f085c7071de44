import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { applicationInDetail } from './application-view.wire.ts'

export const getApplicationRoute = defineRoute({
  name: 'getApplication',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/applications/{id}',
  summary: 'One application, as it is or as it was (`as_of`: a time or a revision)',
  access: { ...staff, auditor: 'all', candidate: 'own' },
  params: z.object({ id: z.uuid() }),
  query: z.object({
    as_of: z
      .string()
      .regex(/^\d{1,9}$/)
      .or(z.iso.datetime({ offset: true }))
      .optional()
      .meta({ description: "ISO-8601 time, or revision of the application's stream (0 is its first event)" }),
  }),
  response: envelope(applicationInDetail),
  refusals: ['application-not-found'],
})
