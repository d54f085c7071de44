import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import type pg from 'pg'
import { applyOneByOne } from './apply-batch.ts'
import { type ParkedStream, parkedStreams } from './parking.ts'
import type { Projection } from './projection.ts'

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
      await db.query('savepoint stream')
      await db.query(`delete from ${schema}.parked where stream = $1`, [stream])
      const history = await log.codec.decode(await log.readStoredStream(stream))
      const failures = await applyOneByOne({ db, schema, projections }, history)
      if (failures.size === 0) applied.push(stream)
      else await db.query('rollback to savepoint stream')
    }
    const { rows } = await db.query<ParkedStream>(`select stream, revision, reason, parked_at from ${schema}.parked`)
    return { applied, failed: rows }
  })
}
