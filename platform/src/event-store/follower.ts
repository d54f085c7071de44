import { type AllStreamSubscription, START } from '@eventstore/db-client'
import type { Logger } from '../logging/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { StoredEvent } from './codec.ts'
import { type EventLog, type LogPosition, toStored } from './event-log.ts'

export type FollowerOptions = {
  name: string
  log: EventLog
  logger: Logger
  /** Where to go on from, read again after every break, so that two followers of one checkpoint cannot diverge. */
  checkpoint(): Promise<LogPosition | undefined>
  /**
   * Handles events in order of the log, system events included, and moves the checkpoint. A batch whose handling
   * throws is handed over again, from the checkpoint, after a back-off; nothing is ever skipped.
   */
  handle(events: readonly StoredEvent[], last: LogPosition): Promise<void>
  /** Called when the follower has compared itself with the end of the log: whether it had handled all of it. */
  onCompared?(caughtUp: boolean): void | Promise<void>
  metrics?: Metrics | undefined
  batchMax?: number
  /** Milliseconds between comparisons with the end of the log. */
  compareEveryMs?: number
}

export type Follower = {
  start(): void
  /** Finishes the batch in hand, then stops. */
  stop(): Promise<void>
  /** The last position handled, undefined before the first event. */
  position(): LogPosition | undefined
}

const BATCH_MAX = 500
const BUFFER_MAX = 2_000
const COMPARE_EVERY_MS = 1_000
const BACKOFF_MIN_MS = 100
const BACKOFF_MAX_MS = 5_000
/** A subscription that delivered nothing for so long while the log went on counts as dead. */
const SILENCE_MS = 5_000

/**
 * Follows the whole log from a checkpoint, in batches of what has arrived. Subscriptions can end or fall silent without
 * an error (reliability §6), so the follower compares itself with the end of the log and subscribes anew.
 */
export function createFollower(options: FollowerOptions): Follower {
  const { name, log, logger, batchMax = BATCH_MAX, compareEveryMs = COMPARE_EVERY_MS } = options
  const buffer: StoredEvent[] = []
  let subscription: AllStreamSubscription | undefined
  let handled: LogPosition | undefined
  let received: LogPosition | undefined
  let receivedAt = 0
  let broken: string | undefined
  let stopped = false
  let running: Promise<void> | undefined
  let compareTimer: NodeJS.Timeout | undefined
  let comparing = false
  let wake: () => void = () => {}

  const signal = () => wake()
  const sleep = (ms?: number) =>
    new Promise<void>((resolve) => {
      // Whoever stopped it while it was busy has already signalled, and will not do so again.
      if (stopped) return resolve()
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const unsubscribe = () => {
    const former = subscription
    subscription = undefined
    if (!former) return
    former.removeAllListeners()
    former.on('error', () => {})
    former.unsubscribe().catch(() => {})
    former.destroy()
  }

  const subscribe = async () => {
    unsubscribe()
    buffer.length = 0
    broken = undefined
    handled = await options.checkpoint()
    received = handled
    receivedAt = Date.now()
    const current = log.client.subscribeToAll({ fromPosition: handled ?? START })
    subscription = current
    const fail = (reason: string) => {
      if (subscription !== current) return
      broken = reason
      signal()
    }
    current.on('error', (error) => fail(error.message))
    current.on('end', () => fail('ended'))
    current.on('close', () => fail('closed'))
    current.on('data', ({ event }) => {
      if (subscription !== current || !event) return
      const stored = toStored(event)
      buffer.push(stored)
      received = { commit: stored.position, prepare: stored.prepare }
      receivedAt = Date.now()
      if (buffer.length >= BUFFER_MAX) current.pause()
      signal()
    })
  }

  const run = async () => {
    let backoff = BACKOFF_MIN_MS
    while (!stopped) {
      try {
        if (!subscription || broken) {
          if (broken) logger.warn({ follower: name, reason: broken }, 'subscription lost')
          await subscribe()
        }
        if (buffer.length === 0) {
          await sleep()
          if (broken) {
            await sleep(backoff)
            backoff = Math.min(backoff * 2, BACKOFF_MAX_MS)
          }
          continue
        }
        const batch = buffer.splice(0, batchMax)
        const last = { commit: batch.at(-1)!.position, prepare: batch.at(-1)!.prepare }
        await options.handle(batch, last)
        handled = last
        backoff = BACKOFF_MIN_MS
        if (buffer.length < BUFFER_MAX / 2 && subscription?.isPaused()) subscription.resume()
      } catch (error) {
        logger.error({ follower: name, err: error }, 'follower cannot go on; trying again')
        unsubscribe()
        await sleep(backoff)
        backoff = Math.min(backoff * 2, BACKOFF_MAX_MS)
      }
    }
    unsubscribe()
  }

  const compare = async () => {
    if (comparing || stopped) return
    comparing = true
    try {
      const head = await log.head()
      const caughtUp = !head || (handled !== undefined && handled.commit >= head.commit)
      options.metrics?.observeFollower(name, handled?.commit ?? 0n, caughtUp)
      await options.onCompared?.(caughtUp)
      const silent = head && (!received || received.commit < head.commit) && Date.now() - receivedAt > SILENCE_MS
      if (silent && buffer.length === 0 && subscription && !broken) {
        broken = 'silent while the log went on'
        signal()
      }
    } catch (error) {
      logger.warn({ follower: name, err: error }, 'follower cannot compare itself with the log')
    } finally {
      comparing = false
    }
  }

  return {
    start: () => {
      running = run()
      compareTimer = setInterval(() => void compare(), compareEveryMs)
    },
    stop: async () => {
      stopped = true
      clearInterval(compareTimer)
      signal()
      await running
    },
    position: () => handled,
  }
}
