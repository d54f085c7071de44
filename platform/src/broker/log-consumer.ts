import { FORWARDS } from '@eventstore/db-client'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type pg from 'pg'
import type { Decoded, StoredEvent } from '../event-store/codec.ts'
import { type EventLog, type LogPosition, toStored } from '../event-store/event-log.ts'
import { createFollower } from '../event-store/follower.ts'
import type { Logger } from '../logging/logger.ts'
import { moveCheckpoint, type Queryable, readCheckpoint } from '../postgres/checkpoints.ts'
import { inTransaction } from '../postgres/pool.ts'
import { type Failure, type Parked, park, parkAgain, parkInHand, takeDue, unpark } from './dead-letter-table.ts'
import { PROCESS_ENDED, reasonOf, Unprocessable } from './failure.ts'
import type { Consumer, InboxOptions } from './inbox.ts'
import { createLanes, forEachBounded } from './lanes.ts'
import { ATTEMPTS_MAX, PREFETCH, retryDelay } from './retries.ts'

export type LogConsumerOptions = InboxOptions & {
  log: EventLog
  pool: pg.Pool
  logger: Logger
  retryDelaysMs: readonly number[]
  /** Milliseconds between looks for events that are due again. */
  pollEveryMs: number
}

/** Events of the log whose handling is not yet covered by the checkpoint, at most. */
const BATCH_MAX = 200

/**
 * A consumer that follows the log. The checkpoint moves over a batch once each event of it is handled or set aside, in
 * one transaction; what is set aside is tried again on its own, so that nobody waits for it.
 *
 * After a start it takes care: the first batch is set aside before it is handled, and what is due again is handled one
 * by one. A process that dies of an event is started again and again, and this way only that event pays.
 */
export function createLogConsumer(options: LogConsumerOptions): Consumer {
  const { consumer, log, pool, logger, pollEveryMs, prefetch = PREFETCH, attemptsMax = ATTEMPTS_MAX } = options
  const wanted = new Set(options.eventTypes)
  const retries = { attemptsMax, delaysMs: options.retryDelaysMs }
  const leaseMs = Math.max(0, ...options.retryDelaysMs)
  const lanes = createLanes()
  let checkpoint: LogPosition | undefined
  let carefulFor = BATCH_MAX
  let carefulRetriesFor = BATCH_MAX
  /** Set aside while they are handled: whatever the clock says, they are not due. */
  let inHand: readonly string[] = []
  let stopping = false
  let polling: Promise<void> | undefined
  let pollTimer: NodeJS.Timeout | undefined

  const handle = async (decoded: Decoded): Promise<void> => {
    if (decoded.kind === 'unreadable') throw new Unprocessable(decoded.reason)
    if (decoded.kind === 'event') await options.handle(decoded.event as Recorded)
  }

  const handleBatch = async (events: readonly StoredEvent[], last: LogPosition): Promise<void> => {
    const ours = events.filter(({ type }) => wanted.has(type))
    const decoded = await log.codec.decode(ours)
    const careful = carefulFor > 0 && ours.length > 0
    carefulFor -= ours.length
    if (careful) inHand = ours.map(({ id }) => id)
    try {
      const parked = careful ? await parkInHand(pool, consumer, ours, leaseMs) : undefined
      const todo = parked ? ours.filter(({ id }) => parked.has(id)) : ours
      const { failures, started } = await handleAll(
        todo,
        new Map(ours.map((event, index) => [event.id, decoded[index]!])),
      )
      const end = started === todo.length ? last : endBefore(events, todo[started]!)
      const settle = async (db: Queryable) => {
        const failed = new Set(failures.map(({ event }) => event.id))
        if (parked)
          await unpark(
            db,
            consumer,
            [...parked].filter((id) => !failed.has(id)),
          )
        await park(db, consumer, failures)
        if (end) await moveCheckpoint(db, consumer, checkpoint, end)
      }
      if (parked || failures.length > 0) await inTransaction(pool, settle)
      else await settle(pool)
      checkpoint = end ?? checkpoint
      if (failures.length > 0) logger.warn({ consumer, failures: failures.length }, 'events set aside')
    } finally {
      inHand = []
    }
  }

  const handleAll = async (todo: readonly StoredEvent[], decoded: ReadonlyMap<string, Decoded>) => {
    const failures: Failure[] = []
    const handleOne = (event: StoredEvent) =>
      lanes.run(event.stream, () =>
        handle(decoded.get(event.id)!).catch((error: unknown) => {
          failures.push({ event, attempts: 1, ...verdict(error, 1) })
        }),
      )
    const started = await forEachBounded(todo, prefetch, handleOne, () => stopping)
    return { failures, started }
  }

  const verdict = (error: unknown, attempts: number) => ({
    reason: reasonOf(error),
    retryInMs: (error as Error)?.name === 'Unprocessable' ? undefined : retryDelay(retries, attempts),
  })

  const retry = async ({ eventId, position, attempts }: Parked): Promise<void> => {
    if (attempts > attemptsMax) {
      await parkAgain(pool, consumer, eventId, PROCESS_ENDED, undefined)
      return
    }
    try {
      const [decoded] = await log.codec.decode([await readAt(log, position, eventId)])
      await handle(decoded!)
    } catch (error) {
      const { reason, retryInMs } = verdict(error, attempts)
      if (retryInMs === undefined) logger.warn({ consumer, eventId, attempts }, 'dead letter')
      await parkAgain(pool, consumer, eventId, reason, retryInMs)
      return
    }
    await unpark(pool, consumer, [eventId])
  }

  const retryAllDue = async (): Promise<void> => {
    while (!stopping) {
      const due = await takeDue(pool, consumer, carefulRetriesFor > 0 ? 1 : prefetch, leaseMs, inHand)
      if (due.length === 0) return
      carefulRetriesFor -= due.length
      await Promise.all(due.map((parked) => lanes.run(parked.stream, () => retry(parked))))
    }
  }

  const poll = () => {
    polling ??= retryAllDue()
      .catch((error: unknown) => logger.warn({ consumer, err: error }, 'cannot look for events that are due again'))
      .finally(() => {
        polling = undefined
      })
  }

  const follower = createFollower({
    name: consumer,
    log,
    logger,
    batchMax: BATCH_MAX,
    checkpoint: async () => {
      checkpoint = await readCheckpoint(pool, consumer)
      return checkpoint
    },
    handle: handleBatch,
  })

  return {
    start: async () => {
      follower.start()
      poll()
      pollTimer = setInterval(poll, pollEveryMs)
    },
    stop: async () => {
      stopping = true
      clearInterval(pollTimer)
      await follower.stop()
      await polling
    },
  }
}

/** Position of the event before the first one that was not begun; undefined when that is the batch's first. */
function endBefore(events: readonly StoredEvent[], untouched: StoredEvent): LogPosition | undefined {
  const event = events[events.indexOf(untouched) - 1]
  return event && { commit: event.position, prepare: event.prepare }
}

async function readAt(log: EventLog, position: LogPosition, eventId: string): Promise<StoredEvent> {
  let stored: StoredEvent | undefined
  // Read to its end: a reading that is left early keeps the client from being disposed of.
  for await (const { event } of log.client.readAll({ direction: FORWARDS, fromPosition: position, maxCount: 1 }))
    if (event?.id === eventId) stored = toStored(event)
  if (!stored) throw new Error('the event is not where it was in the log')
  return stored
}
