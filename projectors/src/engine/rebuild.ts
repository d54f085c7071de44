import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { Logger } from '@one-hcm/platform/logging/logger'
import { readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import { checkpointOf, type Generation, liveGeneration } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import { followForGeneration } from './generation-follower.ts'
import { beginGeneration, takeOver } from './generations.ts'
import type { Projection } from './projection.ts'
import { createIndexes, tablesOf } from './tables.ts'

type RebuildOptions = { log: EventLog; pool: pg.Pool; logger: Logger; projections: readonly Projection[] }

/**
 * Fills a new generation from the beginning of the log, beside the live one, and lets it take over once it is as far. Its
 * tables get their indexes when they are full: that is quicker than to keep them up row by row. Interrupted, it leaves
 * the live generation as it was; the unfinished one is removed by the next rebuild's take-over.
 */
export async function rebuild(options: RebuildOptions): Promise<Generation> {
  const { pool, log, projections } = options
  const generation = await beginGeneration(pool, projections)
  await catchUp(options, generation)
  await prepareForReaders(pool, generation, projections)
  // What happened meanwhile: readers must not be set back by the time that the indexes took.
  const [applied, head] = await Promise.all([generationPosition(pool, generation), log.head()])
  if ((head?.commit ?? 0n) > (applied?.commit ?? 0n)) await catchUp(options, generation)
  await takeOver(pool, generation)
  return generation
}

/** Applies what the log holds, until nothing is left. */
async function catchUp(options: RebuildOptions, generation: Generation): Promise<void> {
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
}

/** Builds the indexes, and tells PostgreSQL what the tables hold: it would plan poorly until it finds out by itself. */
async function prepareForReaders(
  pool: pg.Pool,
  { schema }: Generation,
  projections: readonly Projection[],
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await createIndexes(client, schema, projections)
    for (const { table } of tablesOf(projections)) await client.query(`analyze ${schema}.${table}`)
  } finally {
    await client.query('reset statement_timeout').catch(() => {})
    client.release()
  }
}

/** The live generation if it fits this release's tables, a rebuilt one otherwise. */
export async function ensureGeneration(options: RebuildOptions & { shape: string }): Promise<Generation> {
  const live = await liveGeneration(options.pool)
  if (live?.shape === options.shape) return live
  options.logger.info({ from: live?.schema }, 'read models are rebuilt for this release')
  return rebuild(options)
}

/** How far a generation is in the log. */
export const generationPosition = (pool: pg.Pool, generation: Generation) =>
  readCheckpoint(pool, checkpointOf(generation))
