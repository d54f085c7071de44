import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { emailQueuedWire } from './email.wire.ts'

const address = z.email().max(255)
const addresses = z.array(address).max(20).nullish()

export const sendEmailRoute = defineRoute({
  name: 'sendEmail',
  context: 'notifications',
  method: 'post',
  path: '/api/v1/emails/send',
  summary: 'Write to the candidate of an application; the message is queued and sent at once',
  access: recruiters,
  body: z.object({
    to: address,
    subject: z.string().trim().min(1).max(255),
    body: z.string().min(1).max(20_000),
    html_body: z
      .string()
      .max(200_000)
      .nullish()
      .meta({ deprecated: true, description: 'Not used: the page is made from body, escaped, in our own frame' }),
    cc: addresses,
    bcc: addresses,
  }),
  status: 201,
  response: emailQueuedWire,
  refusals: ['email-recipient-unknown', 'email-copy-unknown'],
})
