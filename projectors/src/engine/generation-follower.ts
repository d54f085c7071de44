import type { StoredEvent } from '@one-hcm/platform/event-store/codec'
import type { EventLog, LogPosition } from '@one-hcm/platform/event-store/event-log'
import { createFollower, type Follower } from '@one-hcm/platform/event-store/follower'
import type { Logger } from '@one-hcm/platform/logging/logger'
import { moveCheckpoint, readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import { APPLIED_CHANNEL, appliedPayload } from '@one-hcm/platform/read-models/applied-position'
import { checkpointOf, type Generation } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import { applyBatch } from './apply-batch.ts'
import { park, parkedStreams } from './parking.ts'
import type { Projection } from './projection.ts'

export type GenerationFollowerOptions = {
  log: EventLog
  pool: pg.Pool
  logger: Logger
  generation: Generation
  projections: readonly Projection[]
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

/** One batch in one transaction. A batch the database refuses is taken apart, so that only the guilty stream is parked. */
export async function applyAndMove(
  { log, pool, generation, projections, announce, logger }: GenerationFollowerOptions,
  checkpoint: string,
  from: LogPosition | undefined,
  events: readonly StoredEvent[],
  last: LogPosition,
): Promise<void> {
  const { schema } = generation
  const decoded = await log.codec.decode(events)
  await inTransaction(pool, async (db) => {
    const parked = await parkedStreams(db, schema)
    await db.query('savepoint batch')
    let failures: Awaited<ReturnType<typeof applyBatch>>
    try {
      failures = await applyBatch(db, schema, projections, decoded, parked)
    } catch (error) {
      if (!isBadData(error)) throw error
      await db.query('rollback to savepoint batch')
      failures = new Map()
      for (const one of decoded) {
        if (one.kind !== 'event' || parked.has(one.event.stream) || failures.has(one.event.stream)) continue
        await db.query('savepoint one')
        try {
          const failed = await applyBatch(db, schema, projections, [one], parked)
          for (const [stream, failure] of failed) failures.set(stream, failure)
        } catch (cause) {
          if (!isBadData(cause)) throw cause
          await db.query('rollback to savepoint one')
          failures.set(one.event.stream, {
            revision: one.event.revision,
            reason: `sql ${(cause as pg.DatabaseError).code}`,
          })
        }
      }
    }
    await park(db, schema, failures)
    for (const [stream, failure] of failures) logger.error({ stream, ...failure }, 'aggregate parked')
    await moveCheckpoint(db, checkpoint, from, last)
    if (announce)
      await db.query({
        name: 'announce',
        text: 'select pg_notify($1, $2)',
        values: [APPLIED_CHANNEL, appliedPayload(last.commit, Date.now() - events.at(-1)!.createdAt)],
      })
  })
}

/** Data the database will never take (classes 21 to 23), as opposed to a database in trouble. */
const isBadData = (error: unknown): boolean => /^2[123]/.test(String((error as { code?: string }).code ?? ''))
