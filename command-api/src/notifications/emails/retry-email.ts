import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import { retryRefusedWith } from '@one-hcm/contracts/notifications/emails/email-actions'
import type { EmailState } from './email.ts'

export type RetryEmail = {
  emailId: string
  requestedBy: string
  /** ISO-8601, UTC. */
  now: string
}

/** Somebody wants a message that was given up to be tried again, with all its attempts before it. */
export function retryEmail(state: EmailState, { emailId, requestedBy, now }: RetryEmail): Decision<EmailEvent> {
  if (state.stage === 'none') return refuse('email-not-found')
  const { stage, expiresAt: expires_at } = state
  const status = stage === 'sent' || stage === 'abandoned' ? stage : 'queued'
  const abandoned_because = stage === 'abandoned' ? state.reason : null
  const refused = retryRefusedWith({ status, abandoned_because, expires_at }, now)
  if (refused) return refuse(refused)
  return [{ type: 'EmailRetryRequested', data: { email_id: emailId, requested_by: requestedBy } }]
}
