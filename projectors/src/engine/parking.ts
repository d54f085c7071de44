import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import type pg from 'pg'
import { applyBatch, type Failures } from './apply-batch.ts'
import type { Projection } from './projection.ts'

/** Streams that are set aside: their rows stay as they were before the event that failed. */
export async function parkedStreams(db: pg.PoolClient, schema: string): Promise<Set<string>> {
  const { rows } = await db.query<{ stream: string }>({
    name: `parked-${schema}`,
    text: `select stream from ${schema}.parked`,
  })
  return new Set(rows.map(({ stream }) => stream))
}

/** Sets streams aside in the transaction that passes over their events. */
export async function park(db: pg.PoolClient, schema: string, failures: Failures): Promise<void> {
  for (const [stream, { revision, reason }] of failures)
    await db.query(
      `insert into ${schema}.parked (stream, revision, reason) values ($1, $2, $3) on conflict do nothing`,
      [stream, revision, reason],
    )
}

export type ParkedStream = { stream: string; revision: number; reason: string; parked_at: string }

export async function listParked(pool: pg.Pool, schema: string): Promise<ParkedStream[]> {
  const { rows } = await pool.query<ParkedStream>(
    `select stream, revision, reason, parked_at from ${schema}.parked order by parked_at, stream limit 1000`,
  )
  return rows
}

/**
 * Applies everything that parked streams have waiting, in order, and takes those that now succeed out of parking.
 * Returns what still fails. Safe beside a running projector: it holds off batches while it works, and an event that
 * both apply counts once.
 */
export async function redrive(
  pool: pg.Pool,
  log: EventLog,
  schema: string,
  projections: readonly Projection[],
): Promise<{ applied: string[]; failed: ParkedStream[] }> {
  return inTransaction(pool, async (db) => {
    await db.query(`lock table ${schema}.parked in access exclusive mode`)
    const applied: string[] = []
    for (const stream of await parkedStreams(db, schema)) {
      const stored = await log.readStoredStream(stream)
      const failures = await applyBatch(db, schema, projections, await log.codec.decode(stored), new Set())
      if (failures.size > 0) continue
      await db.query(`delete from ${schema}.parked where stream = $1`, [stream])
      applied.push(stream)
    }
    const { rows } = await db.query<ParkedStream>(`select stream, revision, reason, parked_at from ${schema}.parked`)
    return { applied, failed: rows }
  })
}
