import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { Metrics } from '@one-hcm/platform/observability/metrics'
import { type DeliverOptions, deliverEmail } from './deliver-email.ts'
import { email, nextLookAt } from './email.ts'
import type { MailSchedule } from './mail-schedule.ts'

export type MailWorkerOptions = {
  executor: CommandExecutor
  schedule: MailSchedule
  deliver: DeliverOptions
  logger: Logger
  metrics?: Metrics
  /** Messages in hand at once. */
  concurrency?: number
  /** Milliseconds between looks for messages whose time has come. */
  pollEveryMs?: number
}

export type MailWorker = {
  start(): void
  /** Finishes what is in hand. */
  stop(): Promise<void>
  /** A message may have something to do: looks at its stream, notes when, and begins if that is now. */
  look(emailId: string): Promise<void>
}

/** Few: what is in hand when a process dies may arrive twice. More is a matter of more mailers. */
const CONCURRENCY = 2
const POLL_EVERY_MS = 1_000

/** Delivers messages when they are due, a few at a time. Several may work side by side, in as many processes. */
export function createMailWorker(options: MailWorkerOptions): MailWorker {
  const { executor, schedule, deliver, logger, concurrency = CONCURRENCY, pollEveryMs = POLL_EVERY_MS } = options
  const deliveries = options.metrics?.counter('mail_deliveries_total', 'Attempts at messages by outcome', ['outcome'])
  const inHand = new Map<string, Promise<void>>()
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let again = false

  const look = async (emailId: string): Promise<void> => {
    const { state, revision } = await executor.facts(email, emailId)
    await schedule.plan(emailId, revision, nextLookAt(state))
  }

  const work = async (emailId: string): Promise<void> => {
    try {
      const outcome = await deliverEmail(deliver, emailId)
      deliveries?.inc({ outcome })
      await look(emailId)
    } catch (error) {
      // It is due again after its lease.
      logger.warn({ err: error, email: emailId }, 'message put off')
    }
  }

  const takeAllDue = async (): Promise<void> => {
    while (!stopping && inHand.size < concurrency) {
      const ids = await schedule.take(concurrency - inHand.size, 2 * deliver.attemptMs)
      if (ids.length === 0) return
      for (const id of ids)
        inHand.set(
          id,
          work(id).finally(() => {
            inHand.delete(id)
            nudge()
          }),
        )
    }
  }

  const nudge = (): void => {
    if (stopping) return
    if (looking) {
      again = true
      return
    }
    looking = takeAllDue()
      .catch((error: unknown) => logger.warn({ err: error }, 'cannot look for messages that are due'))
      .finally(() => {
        looking = undefined
        if (again) {
          again = false
          nudge()
        }
      })
  }

  return {
    start: () => {
      timer = setInterval(nudge, pollEveryMs)
      nudge()
    },
    stop: async () => {
      stopping = true
      clearInterval(timer)
      await looking
      await Promise.all(inHand.values())
    },
    look: async (emailId) => {
      await look(emailId)
      nudge()
    },
  }
}
