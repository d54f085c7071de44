import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { Logger } from '@one-hcm/platform/logging/logger'
import { readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import { checkpointOf, type Generation, liveGeneration } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import { followForGeneration } from './generation-follower.ts'
import { beginGeneration, takeOver } from './generations.ts'
import type { Projection } from './projection.ts'
import { tablesOf } from './tables.ts'

/**
 * Fills a new generation from the beginning of the log, beside the live one, and lets it take over once it is as far.
 * Interrupted, it leaves the live generation as it was; the unfinished one is removed by the next rebuild's take-over.
 */
export async function rebuild(options: {
  log: EventLog
  pool: pg.Pool
  logger: Logger
  projections: readonly Projection[]
}): Promise<Generation> {
  const { pool } = options
  const generation = await beginGeneration(pool, options.projections)
  let done: () => void = () => {}
  const caughtUp = new Promise<void>((resolve) => {
    done = resolve
  })
  const follower = followForGeneration({
    ...options,
    generation,
    announce: false,
    onCompared: (complete) => {
      if (complete) done()
    },
  })
  follower.start()
  await caughtUp
  await follower.stop()
  await describe(pool, generation, options.projections)
  await takeOver(pool, generation)
  return generation
}

/** Tells PostgreSQL what the new tables hold: until it finds out by itself, its first readers would get poor plans. */
async function describe(pool: pg.Pool, { schema }: Generation, projections: readonly Projection[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    for (const { table } of tablesOf(projections)) await client.query(`analyze ${schema}.${table}`)
  } finally {
    await client.query('reset statement_timeout').catch(() => {})
    client.release()
  }
}

/** The live generation if it fits this release's tables, a rebuilt one otherwise. */
export async function ensureGeneration(
  options: Parameters<typeof rebuild>[0] & { shape: string },
): Promise<Generation> {
  const live = await liveGeneration(options.pool)
  if (live?.shape === options.shape) return live
  options.logger.info({ from: live?.schema }, 'read models are rebuilt for this release')
  return rebuild(options)
}

/** How far a generation is in the log. */
export const generationPosition = (pool: pg.Pool, generation: Generation) =>
  readCheckpoint(pool, checkpointOf(generation))
