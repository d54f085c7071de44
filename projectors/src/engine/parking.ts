import type pg from 'pg'
import type { Failures } from './fold-batch.ts'

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
  await Promise.all(
    [...failures].map(([stream, { revision, reason }]) =>
      db.query(`insert into ${schema}.parked (stream, revision, reason) values ($1, $2, $3) on conflict do nothing`, [
        stream,
        revision,
        reason,
      ]),
    ),
  )
}

export type ParkedStream = { stream: string; revision: number; reason: string; parked_at: string }

export async function listParked(pool: pg.Pool, schema: string): Promise<ParkedStream[]> {
  const { rows } = await pool.query<ParkedStream>(
    `select stream, revision, reason, parked_at from ${schema}.parked order by parked_at, stream limit 1000`,
  )
  return rows
}
