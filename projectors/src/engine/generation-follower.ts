import type { StoredEvent } from '@one-hcm/platform/event-store/codec'
import type { EventLog, LogPosition } from '@one-hcm/platform/event-store/event-log'
import { createFollower, type Follower } from '@one-hcm/platform/event-store/follower'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { Metrics } from '@one-hcm/platform/observability/metrics'
import { moveCheckpoint, readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import { APPLIED_CHANNEL, appliedPayload } from '@one-hcm/platform/read-models/applied-position'
import { checkpointOf, type Generation } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import { applyBatch, applyOneByOne, isRefusedData } from './apply-batch.ts'
import type { Projection } from './projection.ts'

export type GenerationFollowerOptions = {
  log: EventLog
  pool: pg.Pool
  logger: Logger
  generation: Generation
  projections: readonly Projection[]
  metrics?: Metrics | undefined
  /** Whether commits are announced to readers: only the live generation's are. */
  announce: boolean
  onCompared?(caughtUp: boolean): void
}

/**
 * Keeps one generation of read models up to date: rows and checkpoint move in one transaction, so a crash anywhere
 * leaves them equal, and a second follower of the same generation fails its compare-and-swap instead of doing harm.
 */
export function followForGeneration(options: GenerationFollowerOptions): Follower {
  const { log, pool, logger, generation, announce } = options
  const name = checkpointOf(generation)
  let position: LogPosition | undefined
  const follower = createFollower({
    name,
    log,
    logger,
    metrics: options.metrics,
    checkpoint: async () => {
      position = await readCheckpoint(pool, name)
      return position
    },
    handle: async (events, last) => {
      await applyAndMove(options, name, position, events, last)
      position = last
    },
    onCompared: async (caughtUp) => {
      options.onCompared?.(caughtUp)
      if (announce && caughtUp)
        await pool.query('select pg_notify($1, $2)', [APPLIED_CHANNEL, appliedPayload(position?.commit ?? 0n, 0)])
    },
  })
  return follower
}

/**
 * One batch in one transaction: rows, parked streams, checkpoint, and the announcement to readers. Statements that do
 * not wait for one another travel together, so that a batch costs three round trips however many tables it touches. The
 * checkpoint moves first: a rival follower loses before it has written anything.
 */
export async function applyAndMove(
  options: GenerationFollowerOptions,
  checkpoint: string,
  from: LogPosition | undefined,
  events: readonly StoredEvent[],
  last: LogPosition,
): Promise<void> {
  const { log, pool, generation, projections, announce, logger } = options
  const { schema } = generation
  const decoded = await log.codec.decode(events)
  const attempt = (apply: typeof applyBatch) =>
    inTransaction(pool, async (db) => {
      const moved = moveCheckpoint(db, checkpoint, from, last)
      const failures = await apply({ db, schema, projections }, decoded, moved)
      if (announce)
        await db.query({
          name: 'announce',
          text: 'select pg_notify($1, $2)',
          values: [APPLIED_CHANNEL, appliedPayload(last.commit, Date.now() - events.at(-1)!.createdAt)],
        })
      return failures
    })
  const failures = await attempt(applyBatch).catch((error: unknown) => {
    if (!isRefusedData(error)) throw error
    return attempt(applyOneByOne)
  })
  for (const [stream, failure] of failures) logger.error({ stream, ...failure }, 'aggregate parked')
}
