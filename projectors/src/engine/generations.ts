import { inTransaction } from '@one-hcm/platform/postgres/pool'
import {
  checkpointOf,
  GENERATION_CHANNEL,
  type Generation,
  liveGeneration,
  schemaOf,
} from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import type { Projection } from './projection.ts'
import { createTables, shapeOf } from './tables.ts'

/** Creates the empty tables of a new generation; its indexes follow when it is full (`rebuild.ts`). */
export async function beginGeneration(pool: pg.Pool, projections: readonly Projection[]): Promise<Generation> {
  return inTransaction(pool, async (db) => {
    const shape = shapeOf(projections)
    const { rows } = await db.query<{ id: number }>(
      "insert into hcm.generations (shape, state) values ($1, 'building') returning id",
      [shape],
    )
    const generation = { id: rows[0]!.id, schema: schemaOf(rows[0]!.id), shape }
    await createTables(db, generation.schema, projections)
    return generation
  })
}

/** Makes a generation the one that readers read, in one transaction; its predecessor is kept until the next one. */
export async function takeOver(pool: pg.Pool, generation: Generation): Promise<void> {
  await inTransaction(pool, async (db) => {
    const live = await liveGeneration(db)
    if (live) await db.query("update hcm.generations set state = 'retired' where id = $1", [live.id])
    await db.query("update hcm.generations set state = 'live' where id = $1", [generation.id])
    await db.query('select pg_notify($1, $2)', [GENERATION_CHANNEL, String(generation.id)])
    const { rows } = await db.query<{ id: number }>(
      "select id from hcm.generations where state = 'retired' and id <> $1",
      [live?.id ?? 0],
    )
    for (const { id } of rows) await dropGeneration(db, { id, schema: schemaOf(id), shape: '' })
  })
}

/** Removes a generation with everything of it. */
export async function dropGeneration(db: pg.PoolClient | pg.Pool, generation: Generation): Promise<void> {
  await db.query(`drop schema if exists ${generation.schema} cascade`)
  await db.query('delete from hcm.checkpoints where name = $1', [checkpointOf(generation)])
  await db.query('delete from hcm.generations where id = $1', [generation.id])
}
