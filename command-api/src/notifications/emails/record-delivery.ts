import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { AbandonReason, EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EmailState } from './email.ts'

export type RecordSent = {
  emailId: string
  attempt: number
  messageId: string
  copiesRefused: number
  /** Null when the recipient was erased meanwhile, and for a mailbox of the organisation. */
  sentTo: string | null
}

/** The server took it: that is true whatever else was recorded meanwhile, and is recorded once. */
export function recordSent(state: EmailState, command: RecordSent): Decision<EmailEvent> {
  if (state.stage === 'none' || state.stage === 'sent') return []
  const { emailId, attempt, messageId, copiesRefused, sentTo } = command
  return [
    {
      type: 'EmailSent',
      data: {
        email_id: emailId,
        attempt,
        message_id: messageId,
        copies_refused: copiesRefused,
        recipient_id: sentTo === null ? null : state.recipientId,
        sent_to: sentTo,
      },
    },
  ]
}

export type RecordFailure = {
  emailId: string
  attempt: number
  errorCode: string
  /** The server will never take it: trying again would only be a nuisance. */
  isPermanent: boolean
  /** ISO-8601, UTC. */
  now: string
  /** Milliseconds until the next attempt after the first, second… failure (recruitment §5.2). */
  backOffMs: readonly number[]
}

/** An attempt failed: the next one is due after the back-off, or the message is given up. */
export function recordFailure(state: EmailState, command: RecordFailure): Decision<EmailEvent> {
  const { emailId, attempt, errorCode, isPermanent, now, backOffMs } = command
  // Another mailer has it in hand since: its word counts.
  if (state.stage !== 'trying' || state.attempts !== attempt) return []
  const delay = isPermanent ? undefined : backOffMs[state.failures]
  const next = delay === undefined ? null : new Date(Date.parse(now) + delay).toISOString()
  const failed: EmailEvent = {
    type: 'EmailDeliveryFailed',
    data: { email_id: emailId, attempt, error_code: errorCode, next_attempt_at: next },
  }
  if (next !== null) return [failed]
  const reason = isPermanent ? 'refused' : 'attempts-used-up'
  return [failed, { type: 'EmailAbandoned', data: { email_id: emailId, reason, attempts: attempt } }]
}

/** There is nobody to send it to, or nothing left that may be said: given up before any server hears of it. */
export function giveUpEmail(
  state: EmailState,
  { emailId, attempt, reason }: { emailId: string; attempt: number; reason: AbandonReason },
): Decision<EmailEvent> {
  if (state.stage !== 'trying' || state.attempts !== attempt) return []
  return [{ type: 'EmailAbandoned', data: { email_id: emailId, reason, attempts: attempt } }]
}
