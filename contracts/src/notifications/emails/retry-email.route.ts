import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { emailStatuses } from './email.row.ts'

export const retryEmailRoute = defineRoute({
  name: 'retryEmail',
  context: 'notifications',
  method: 'post',
  path: '/api/v1/emails/{id}/retry',
  summary: 'Try a message again that was given up',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  response: envelope(z.object({ id: z.uuid(), status: z.enum(emailStatuses) })),
  refusals: ['email-not-found', 'email-already-sent', 'email-not-abandoned', 'email-person-erased', 'email-expired'],
})
