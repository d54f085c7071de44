import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { accessRequestWire } from './access-request.wire.ts'

const approval = {
  context: 'identity',
  summary: 'Accept an access request; its account is active from then on',
  access: recruiters,
  response: envelope(accessRequestWire),
  refusals: ['access-request-not-found', 'access-request-decided'],
} as const

export const approveAccessRoute = defineRoute({
  ...approval,
  name: 'approveAccess',
  method: 'post',
  path: '/api/v1/access-requests/approve',
  body: z.object({ request_id: z.uuid() }),
})

export const approveAccessByIdRoute = defineRoute({
  ...approval,
  name: 'approveAccessById',
  method: 'put',
  path: '/api/v1/access-requests/{id}/approve',
  params: z.object({ id: z.uuid() }),
})
