import { setTimeout as delay } from 'node:timers/promises'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { Mail, MailOutcome, MailTransport } from '@one-hcm/platform/mail/mail'
import { attemptEmail } from './attempt-email.ts'
import { type ComposeOptions, composeEmail } from './compose-email.ts'
import { type EmailState, email } from './email.ts'
import { isErasedPerson } from './enqueue.ts'
import { mailerCommand } from './own-command.ts'
import { giveUpEmail, recordFailure, recordSent } from './record-delivery.ts'

export type DeliverOptions = {
  executor: CommandExecutor
  transport: MailTransport
  compose: ComposeOptions
  logger: Logger
  /** This process, made up at its start. */
  mailer: string
  /** Milliseconds one attempt may take; after twice that, another mailer may try. */
  attemptMs: number
  backOffMs: readonly number[]
  /** ISO-8601, UTC. */
  now(): string
}

export type Delivery = 'sent' | 'failed' | 'abandoned' | 'not-due'

const RECORD_AGAIN_MS = 200

/**
 * One attempt at one message: the fence in its stream first, then the dialogue with the server, then the outcome. Whoever
 * dies in between leaves an attempt without outcome, which is tried again once its time is up: nothing is lost, and twice
 * arrives only what the server had taken when the outcome could not be recorded any more.
 */
export async function deliverEmail(options: DeliverOptions, emailId: string): Promise<Delivery> {
  const { executor, transport, compose, mailer, attemptMs, backOffMs, now } = options
  const started = performance.now()
  const at = now()
  const giveUpAt = new Date(Date.parse(at) + 2 * attemptMs).toISOString()
  const fence = await executor.execute(mailerCommand(at), {
    aggregate: email,
    id: emailId,
    decide: (state) => attemptEmail(state, { emailId, mailer, now: at, giveUpAt }),
  })
  if (isRefusal(fence) || fence.events.length === 0) return 'not-due'
  const attempted = fence.events.find(({ type }) => type === 'EmailAttempted')
  if (!attempted) return 'abandoned'
  const { attempt } = attempted.data as Extract<EmailEvent, { type: 'EmailAttempted' }>['data']

  const mail = await composeEmail(compose, emailId).catch((error: unknown) => {
    options.logger.warn({ err: error, email: emailId }, 'message cannot be made')
    return undefined
  })
  if (typeof mail === 'string') {
    await record(options, emailId, (state) => giveUpEmail(state, { emailId, attempt, reason: mail }))
    return 'abandoned'
  }
  const outcome: MailOutcome =
    mail === undefined
      ? { outcome: 'failed', errorCode: 'compose', isPermanent: false }
      : await inTime(transport, mail, attemptMs - (performance.now() - started))
  if (outcome.outcome === 'accepted') {
    await recordAccepted(options, emailId, attempt, mail!, outcome.copiesRefused)
    return 'sent'
  }
  const { errorCode, isPermanent } = outcome
  await record(options, emailId, (state) =>
    recordFailure(state, { emailId, attempt, errorCode, isPermanent, now: now(), backOffMs }),
  )
  return 'failed'
}

/** Whoever was held up for too long does not begin: another one may have by now. */
const inTime = (transport: MailTransport, mail: Mail, leftMs: number): Promise<MailOutcome> =>
  leftMs > 0
    ? transport.deliver(mail, leftMs)
    : Promise.resolve({ outcome: 'failed', errorCode: 'timeout', isPermanent: false })

async function recordAccepted(
  options: DeliverOptions,
  emailId: string,
  attempt: number,
  { messageId, to }: Mail,
  copiesRefused: number,
): Promise<void> {
  const sent = (sentTo: string | null) =>
    record(options, emailId, (state) =>
      recordSent(state, {
        emailId,
        attempt,
        messageId,
        copiesRefused,
        // A mailbox of the organisation is configuration, and nobody's address.
        sentTo: state.stage !== 'none' && state.recipientId === null ? null : sentTo,
      }),
    )
  await sent(to).catch((error: unknown) => {
    if (isErasedPerson(error)) return sent(null)
    throw error
  })
}

/**
 * Writes the outcome down, however long the log is away: an acceptance that is not recorded is a message sent twice. Given
 * up only with the process.
 */
async function record(
  { executor, logger, now }: DeliverOptions,
  emailId: string,
  decide: (state: EmailState) => Decision<EmailEvent>,
): Promise<void> {
  for (;;) {
    try {
      const outcome = await executor.execute(mailerCommand(now()), { aggregate: email, id: emailId, decide })
      if (!isRefusal(outcome)) return
    } catch (error) {
      if (isErasedPerson(error)) throw error
      logger.warn({ err: error, email: emailId }, 'the outcome of a message cannot be recorded yet')
    }
    await delay(RECORD_AGAIN_MS, undefined, { ref: false })
  }
}
