import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { abandonReasons } from './email.events.ts'
import { type EmailRow, emailStatuses } from './email.row.ts'
import { emailTemplateNames, emailTemplates, languages } from './email-template.ts'

/** A message in the log: recruitment §2.14. Delivery and category are fields of their own (W-47). */
export const emailWire = z
  .object({
    id: z.uuid(),
    recipient_email: z.string().nullable().meta({ description: 'Null once its person is erased' }),
    subject: z.string().nullable(),
    status: z
      .enum(emailStatuses)
      .meta({ description: 'failed is tried again by itself; abandoned only when somebody asks' }),
    category: z.string(),
    template: z.enum(emailTemplateNames),
    language: z.enum(languages),
    application_id: z.string().nullable(),
    attempts: z.number().int(),
    next_attempt_at: z.string().nullable(),
    sent_at: z.string().nullable(),
    error_message: z.string().nullable().meta({ description: 'Code of the last failure, or why it was given up' }),
    abandoned_because: z.enum(abandonReasons).nullable(),
    provider_message_id: z.string().nullable(),
    created_at: z.string(),
    ...availableActions,
  })
  .meta({ id: 'EmailLog' })
export type EmailWire = z.infer<typeof emailWire>

/** The one place where a message gets its wire form. `address` is where it went, or would go now. */
export const emailToWire = (
  row: EmailRow,
  address: string | null,
  available_actions: EmailWire['available_actions'],
): EmailWire => ({
  id: row.id,
  recipient_email: row.sent_to ?? address,
  subject: row.subject,
  status: row.status,
  category: emailTemplates[row.template],
  template: row.template,
  language: row.language,
  application_id: row.application_id,
  attempts: row.attempts,
  next_attempt_at: row.next_attempt_at,
  sent_at: row.sent_at,
  error_message: row.error_code ?? row.abandoned_because,
  abandoned_because: row.abandoned_because,
  provider_message_id: row.message_id,
  created_at: row.created_at,
  available_actions,
})

/** Answer to a message that was asked for: it is in the log and will be sent. */
export const emailQueuedWire = z.object({
  success: z.literal(true),
  message: z.string(),
  message_id: z.string().meta({ description: 'Message-ID that the message will carry' }),
  email_id: z.uuid(),
})
