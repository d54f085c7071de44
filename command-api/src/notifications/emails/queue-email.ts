import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { EmailEvent, EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EmailTemplate, Language } from '@one-hcm/contracts/notifications/emails/email-template'
import type { EmailState } from './email.ts'

export type QueueEmail = {
  emailId: string
  template: EmailTemplate
  templateVersion: number
  language: Language
  recipient: { userId: string } | { mailbox: 'hr' }
  ccIds?: readonly string[]
  bccIds?: readonly string[]
  /** The person whom subject and values tell about. */
  subjectId: string
  applicationId: string | null
  sourceEventId: string | null
  requestedBy: string | null
  /** ISO-8601, UTC. */
  expiresAt: string
  subject: string
  values: EmailValues
}

/**
 * One message per event, template and recipient: its id derives from them, so a repeat meets the stream. What comes too
 * late is recorded and given up at once, so that everybody can see why nothing arrived. Of somebody who is erased only
 * the fact is left that there would have been a message.
 */
export function queueEmail(
  state: EmailState,
  command: QueueEmail,
  { now, erased }: { now: string; erased: boolean },
): Decision<EmailEvent> {
  if (state.stage !== 'none') return []
  const { recipient, emailId } = command
  const queued: EmailEvent = {
    type: 'EmailQueued',
    data: {
      email_id: emailId,
      template: command.template,
      template_version: command.templateVersion,
      language: command.language,
      recipient_id: 'userId' in recipient ? recipient.userId : null,
      mailbox: 'mailbox' in recipient ? recipient.mailbox : null,
      cc_ids: [...(command.ccIds ?? [])],
      bcc_ids: [...(command.bccIds ?? [])],
      subject_id: erased ? null : command.subjectId,
      application_id: command.applicationId,
      source_event_id: command.sourceEventId,
      requested_by: command.requestedBy,
      expires_at: command.expiresAt,
      subject: erased ? null : command.subject,
      values: erased ? null : command.values,
    },
  }
  const reason = erased ? 'person-erased' : command.expiresAt <= now ? 'too-late' : undefined
  if (reason === undefined) return [queued]
  return [queued, { type: 'EmailAbandoned', data: { email_id: emailId, reason, attempts: 0 } }]
}
