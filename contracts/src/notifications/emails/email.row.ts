import { reveal } from '../../kernel/erased.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { AbandonReason, EmailEvent } from './email.events.ts'
import type { EmailTemplate, Language } from './email-template.ts'

/** Where a message stands: `failed` ones are tried again by themselves, `abandoned` ones only when somebody asks. */
export const emailStatuses = ['queued', 'failed', 'sent', 'abandoned'] as const
export type EmailStatus = (typeof emailStatuses)[number]

/** What people see of one message: the fold of its stream. It says nothing of the text but its subject. */
export type EmailRow = {
  id: string
  template: EmailTemplate
  template_version: number
  language: Language
  recipient_id: string | null
  mailbox: 'hr' | null
  application_id: string | null
  /** Null once the person it tells of is erased. */
  subject: string | null
  /** Where it went; null before, and once the recipient is erased. */
  sent_to: string | null
  status: EmailStatus
  attempts: number
  error_code: string | null
  abandoned_because: AbandonReason | null
  next_attempt_at: string | null
  expires_at: string
  message_id: string | null
  requested_by: string | null
  created_at: string
  sent_at: string | null
  updated_at: string
}

/** Folds one event into the row; projectors, `verify` and the answers of writes all use this one. */
export function foldEmail(row: EmailRow | undefined, event: Recorded<EmailEvent>): EmailRow | undefined {
  const at = event.metadata.occurred_at
  switch (event.type) {
    case 'EmailQueued': {
      const { data } = event
      return {
        id: idOfStream(event.stream),
        template: data.template as EmailTemplate,
        template_version: data.template_version,
        language: data.language,
        recipient_id: data.recipient_id,
        mailbox: data.mailbox,
        application_id: data.application_id,
        subject: reveal(data.subject),
        sent_to: null,
        status: 'queued',
        attempts: 0,
        error_code: null,
        abandoned_because: null,
        next_attempt_at: at,
        expires_at: data.expires_at,
        message_id: null,
        requested_by: data.requested_by,
        created_at: at,
        sent_at: null,
        updated_at: at,
      }
    }
    case 'EmailAttempted':
      return row && { ...row, attempts: event.data.attempt, updated_at: at }
    case 'EmailSent': {
      const { message_id, sent_to } = event.data
      const sent = { status: 'sent', message_id, sent_to: reveal(sent_to), sent_at: at, updated_at: at } as const
      return row && { ...row, ...sent, error_code: null, abandoned_because: null, next_attempt_at: null }
    }
    case 'EmailDeliveryFailed': {
      const { error_code, next_attempt_at } = event.data
      return row && { ...row, status: 'failed', error_code, next_attempt_at, updated_at: at }
    }
    case 'EmailAbandoned': {
      const abandoned_because = event.data.reason
      return row && { ...row, status: 'abandoned', abandoned_because, next_attempt_at: null, updated_at: at }
    }
    case 'EmailRetryRequested':
      return row && { ...row, status: 'queued', abandoned_because: null, next_attempt_at: at, updated_at: at }
  }
}
