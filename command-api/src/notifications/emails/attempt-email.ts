import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EmailState } from './email.ts'

/** A message that ended so many mailers is given up: it would go on for ever. */
export const INTERRUPTIONS_MAX = 20

export type AttemptEmail = {
  emailId: string
  /** The process that wants to send it. */
  mailer: string
  /** ISO-8601, UTC. */
  now: string
  giveUpAt: string
}

/**
 * The fence before a message is handed over: appended at the revision it was judged on, so of several mailers one goes
 * on. Nothing when it is not due, or in another's hands.
 */
export function attemptEmail(
  state: EmailState,
  { emailId, mailer, now, giveUpAt }: AttemptEmail,
): Decision<EmailEvent> {
  if (state.stage !== 'waiting' && state.stage !== 'trying') return []
  if ((state.stage === 'waiting' ? state.dueAt : state.giveUpAt) > now) return []
  const { attempts } = state
  const abandoned = (reason: 'too-late' | 'attempts-used-up'): EmailEvent[] => [
    { type: 'EmailAbandoned', data: { email_id: emailId, reason, attempts } },
  ]
  if (state.expiresAt <= now) return abandoned('too-late')
  if (state.stage === 'trying' && state.interruptions + 1 >= INTERRUPTIONS_MAX) return abandoned('attempts-used-up')
  return [
    {
      type: 'EmailAttempted',
      data: { email_id: emailId, attempt: attempts + 1, mailer, give_up_at: giveUpAt },
    },
  ]
}
