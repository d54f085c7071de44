import type pg from 'pg'
import type { Logger } from '../logging/logger.ts'
import { readCheckpoint } from '../postgres/checkpoints.ts'
import type { Listener } from '../postgres/listener.ts'
import type { Migration } from '../postgres/migrate.ts'
import { createPool } from '../postgres/pool.ts'

/**
 * A generation is one complete set of read-model tables, in a schema of its own. Rebuilding fills a new one beside the
 * live one, which takes over in one transaction (design §5).
 */
export type Generation = {
  id: number
  /** `read_<id>`. */
  schema: string
  /** Fingerprint of the tables' definitions: another one means that the running release needs other tables. */
  shape: string
}

/** Channel on which a take-over is announced. */
export const GENERATION_CHANNEL = 'read_models_generation'

export const generationMigrations: readonly Migration[] = [
  {
    name: '0006_generations',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('generations', (table) => {
        table.increments('id')
        table.text('shape').notNullable()
        table.text('state').notNullable().checkIn(['building', 'live', 'retired'])
        table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(db.fn.now())
      })
      await db.raw("create unique index one_live_generation on hcm.generations (state) where state = 'live'")
    },
  },
]

export const schemaOf = (id: number): string => `read_${id}`
export const checkpointOf = (generation: Generation): string => `read-models/${generation.schema}`

export async function liveGeneration(db: pg.Pool | pg.PoolClient): Promise<Generation | undefined> {
  const { rows } = await db.query<{ id: number; shape: string }>(
    "select id, shape from hcm.generations where state = 'live'",
  )
  return rows[0] && { id: rows[0].id, schema: schemaOf(rows[0].id), shape: rows[0].shape }
}

/** How far the live generation is in the log; 0 while there is none. */
export async function livePosition(pool: pg.Pool): Promise<bigint> {
  const live = await liveGeneration(pool)
  return (live && (await readCheckpoint(pool, checkpointOf(live)))?.commit) ?? 0n
}

/** The pool for reading: bound to one generation, so that everything one request reads is of the same one. */
export type ReadModels = {
  /** Throws while there is no generation yet. */
  pool(): pg.Pool
  start(): Promise<void>
  stop(): Promise<void>
}

/** Milliseconds a replaced pool stays open for requests that already hold it. */
const DRAIN_MS = 10_000

export function followGenerations(options: {
  url: string
  admin: pg.Pool
  listener: Listener
  logger: Logger
  max: number
}): ReadModels {
  let current: { id: number; pool: pg.Pool } | undefined
  const draining = new Set<{ pool: pg.Pool; timer: NodeJS.Timeout }>()

  const refresh = async () => {
    const live = await liveGeneration(options.admin)
    if (!live || live.id === current?.id) return
    const former = current
    const searchPath = `${live.schema},hcm`
    current = { id: live.id, pool: createPool({ url: options.url, max: options.max, log: options.logger, searchPath }) }
    if (!former) return
    const entry = {
      pool: former.pool,
      timer: setTimeout(() => {
        draining.delete(entry)
        void former.pool.end()
      }, DRAIN_MS),
    }
    draining.add(entry)
  }

  options.listener.on(GENERATION_CHANNEL, () => {
    refresh().catch((error: unknown) => options.logger.warn({ err: error }, 'cannot look up the live generation'))
  })

  return {
    pool: () => {
      if (!current) throw new ReadModelsNotBuilt()
      return current.pool
    },
    start: refresh,
    stop: async () => {
      for (const { pool, timer } of draining) {
        clearTimeout(timer)
        await pool.end()
      }
      await current?.pool.end()
    },
  }
}

/** No generation was ever completed: answered as 503. */
export class ReadModelsNotBuilt extends Error {
  override name = 'ReadModelsNotBuilt'
  readonly type = 'unavailable'
}
