import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { REJECTION_REASON_MIN } from './access-request.ts'
import { accessRequestWire } from './access-request.wire.ts'
import { text } from './person-input.ts'

const rejection = {
  context: 'identity',
  summary: 'Refuse an access request and say why; its account is blocked from then on',
  access: recruiters,
  response: envelope(accessRequestWire),
  refusals: ['access-request-not-found', 'access-request-decided'],
} as const

const reason = { rejection_reason: text(REJECTION_REASON_MIN, 2000) }

export const rejectAccessRoute = defineRoute({
  ...rejection,
  name: 'rejectAccess',
  method: 'post',
  path: '/api/v1/access-requests/reject',
  body: z.object({ request_id: z.uuid(), ...reason }),
})

export const rejectAccessByIdRoute = defineRoute({
  ...rejection,
  name: 'rejectAccessById',
  method: 'put',
  path: '/api/v1/access-requests/{id}/reject',
  params: z.object({ id: z.uuid() }),
  body: z.object(reason),
})
