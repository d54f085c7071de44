import type { AbandonReason, EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** What attempts have come to so far. */
type Tries = {
  attempts: number
  /** Attempts that ended in a failure. */
  failures: number
  /** Attempts of which nothing more was heard. */
  interruptions: number
  expiresAt: string
  recipientId: string | null
}

/** One message on its way, as decisions see it. It holds nothing of what the message says. */
export type EmailState =
  | { stage: 'none' }
  | (Tries & { stage: 'waiting'; dueAt: string })
  /** A mailer has it in hand; until `giveUpAt` no other one may. */
  | (Tries & { stage: 'trying'; giveUpAt: string })
  | (Tries & { stage: 'sent' })
  | (Tries & { stage: 'abandoned'; reason: AbandonReason })

export const email: Aggregate<EmailState, EmailEvent, never> = {
  name: 'email',
  category: 'email',
  initialState: { stage: 'none' },
  evolve: (state, event) => {
    if (event.type === 'EmailQueued')
      return {
        stage: 'waiting',
        attempts: 0,
        failures: 0,
        interruptions: 0,
        expiresAt: event.data.expires_at,
        recipientId: event.data.recipient_id,
        // Due at once: what was queued when, is not asked.
        dueAt: '',
      }
    if (state.stage === 'none') return state
    const { stage, attempts, failures, interruptions, expiresAt, recipientId } = state
    const tries = { attempts, failures, interruptions, expiresAt, recipientId }
    switch (event.type) {
      case 'EmailAttempted': {
        const interrupted = stage === 'trying' ? 1 : 0
        const { attempt, give_up_at: giveUpAt } = event.data
        return { ...tries, stage: 'trying', attempts: attempt, interruptions: interruptions + interrupted, giveUpAt }
      }
      case 'EmailSent':
        return { ...tries, stage: 'sent' }
      case 'EmailDeliveryFailed': {
        const failed = { ...tries, failures: failures + 1 }
        // Without another attempt the next event gives it up.
        return { ...failed, stage: 'waiting', dueAt: event.data.next_attempt_at ?? '' }
      }
      case 'EmailAbandoned':
        return { ...tries, stage: 'abandoned', reason: event.data.reason }
      case 'EmailRetryRequested':
        return { ...tries, stage: 'waiting', failures: 0, interruptions: 0, dueAt: '' }
    }
  },
  // What a message says is nobody's business here, and would outlive its person in memory.
  foldRow: () => undefined,
}

/** When a mailer should look at it next, ISO-8601, or `now`; undefined when there is nothing left to do. */
export function nextLookAt(state: EmailState): string | 'now' | undefined {
  if (state.stage === 'waiting') return state.dueAt === '' ? 'now' : state.dueAt
  return state.stage === 'trying' ? state.giveUpAt : undefined
}
