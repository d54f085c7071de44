import { eventDefinition } from '@one-hcm/contracts/registry'
import { toMessage } from '@one-hcm/platform/broker/message'
import type { Publisher } from '@one-hcm/platform/broker/publisher'
import type { StoredEvent } from '@one-hcm/platform/event-store/codec'
import type { EventLog, LogPosition } from '@one-hcm/platform/event-store/event-log'
import { createFollower } from '@one-hcm/platform/event-store/follower'
import type { Logger } from '@one-hcm/platform/logging/logger'
import { moveCheckpoint, readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import type pg from 'pg'

export const RELAY = 'relay'

/** Large, so that waiting for the last confirms of a batch is rare; memory is bounded by the follower's buffer. */
const BATCH_MAX = 2_000
/** Confirmed events after which the checkpoint is moved while others are still on their way. */
const CHECKPOINT_EVERY = 256
const STOP_MS = 3_000

export type RelayOptions = {
  log: EventLog
  /** Database of `checkpointMigrations`. */
  pool: pg.Pool
  /** Started and stopped with the relay. */
  publisher: Publisher
  logger: Logger
  /** Milliseconds that a stop waits for confirms. */
  stopMs?: number
}

export type Relay = {
  start(): Promise<void>
  /** Waits for confirms of what is on its way, but not long: what stays unconfirmed is published again later. */
  stop(): Promise<void>
}

/**
 * Publishes every domain event of the log, in order of the log, at least once. The checkpoint never passes an event
 * that the broker has not confirmed, so a crash repeats the unconfirmed ones and loses none; a broker that is down only
 * delays. Events of types this release does not know are passed on as well: a newer consumer may.
 */
export function createRelay({ log, pool, publisher, logger, stopMs = STOP_MS }: RelayOptions): Relay {
  let checkpoint: LogPosition | undefined
  let giveUp: () => void = () => {}
  let stopping = false

  const publishBatch = async (events: readonly StoredEvent[]): Promise<void> => {
    const confirmed = events.map(isSystemEvent)
    let frontier = 0
    let saved = 0
    let saving: Promise<void> | undefined
    const done = Promise.withResolvers<void>()
    giveUp = done.resolve
    if (stopping) return

    const save = async () => {
      const end = events[frontier - 1]
      if (!end || frontier === saved) return
      saved = frontier
      const to = { commit: end.position, prepare: end.prepare }
      await moveCheckpoint(pool, RELAY, checkpoint, to)
      checkpoint = to
    }
    const advance = () => {
      while (confirmed[frontier]) frontier += 1
      if (frontier === events.length) done.resolve()
      else if (frontier - saved >= CHECKPOINT_EVERY && !saving)
        saving = save().then(
          () => {
            saving = undefined
            advance()
          },
          (error: unknown) => {
            saving = undefined
            done.reject(error)
          },
        )
    }

    events.forEach((event, index) => {
      if (confirmed[index]) return
      publisher.publish(toMessage(event, eventDefinition(event.type))).then(() => {
        confirmed[index] = true
        advance()
      }, done.reject)
    })
    advance()
    await done.promise
    while (saving) await saving
    await save()
  }

  const follower = createFollower({
    name: RELAY,
    log,
    logger,
    batchMax: BATCH_MAX,
    checkpoint: async () => {
      checkpoint = await readCheckpoint(pool, RELAY)
      return checkpoint
    },
    handle: publishBatch,
  })

  return {
    start: async () => {
      publisher.start()
      follower.start()
    },
    stop: async () => {
      stopping = true
      const stopped = follower.stop()
      const timer = setTimeout(() => giveUp(), stopMs)
      await stopped
      clearTimeout(timer)
      await publisher.stop()
    },
  }
}

/** Events of the store itself, and the settings of streams. */
const isSystemEvent = ({ type, stream }: StoredEvent) => type.startsWith('$') || stream.startsWith('$')
