import { z } from 'zod'
import { pageQuery } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { emailStatuses } from './email.row.ts'
import { emailWire } from './email.wire.ts'
import { emailTemplateNames } from './email-template.ts'

export const listEmailsRoute = defineRoute({
  name: 'listEmails',
  context: 'notifications',
  method: 'get',
  path: '/api/v1/emails/logs',
  summary: 'Messages, newest first: what was sent, what waits, what was given up',
  access: recruiters,
  query: z.object({
    ...pageQuery(100, 1000),
    status_filter: z.enum(emailStatuses).optional(),
    template: z.enum(emailTemplateNames).optional(),
    application_id: z.uuid().optional(),
    recipient_id: z.uuid().optional(),
  }),
  response: z.object({
    success: z.literal(true),
    message: z.string(),
    data: z.array(emailWire),
    total: z.number().int(),
    skip: z.number().int(),
    limit: z.number().int(),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  }),
  refusals: ['invalid-cursor'],
})
