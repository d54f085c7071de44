import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { applicationCompleteWire } from './application-complete.wire.ts'

export const getApplicationCompleteRoute = defineRoute({
  name: 'getApplicationComplete',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/applications/{id}/complete',
  summary: 'One application with its candidate, its documents and its offer',
  access: { ...staff, auditor: 'all', candidate: 'own' },
  params: z.object({ id: z.uuid() }),
  response: envelope(applicationCompleteWire),
  refusals: ['application-not-found'],
})
