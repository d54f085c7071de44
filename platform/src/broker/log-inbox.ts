import type pg from 'pg'
import type { EventLog } from '../event-store/event-log.ts'
import type { Logger } from '../logging/logger.ts'
import { listDead, reviveDead } from './dead-letter-table.ts'
import type { Consumer, Inbox } from './inbox.ts'
import { createLogConsumer } from './log-consumer.ts'
import { RETRY_DELAYS_MS } from './retries.ts'

export type LogInboxOptions = {
  log: EventLog
  /** Database of `checkpointMigrations` and `deadLetterMigrations`. */
  pool: pg.Pool
  logger: Logger
  retryDelaysMs?: readonly number[]
  /** Milliseconds between looks for events that are due again, redriven ones included. */
  pollEveryMs?: number
}

const POLL_EVERY_MS = 1_000

/**
 * The inbox without a broker: each consumer follows the log from a checkpoint of its own, and a slow one slows only
 * itself. A crash repeats at most the events in hand.
 */
export function createLogInbox(options: LogInboxOptions): Inbox {
  const { pool, retryDelaysMs = RETRY_DELAYS_MS, pollEveryMs = POLL_EVERY_MS } = options
  const consumers: Consumer[] = []
  return {
    consume: (inboxOptions) => {
      const consumer = createLogConsumer({ ...options, ...inboxOptions, retryDelaysMs, pollEveryMs })
      consumers.push(consumer)
      return consumer
    },
    deadLetters: (consumer, limit) => listDead(pool, consumer, limit),
    redrive: (consumer) => reviveDead(pool, consumer),
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()))
    },
  }
}
