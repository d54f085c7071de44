import type { Decoded } from '@one-hcm/platform/event-store/codec'
import type pg from 'pg'
import { type Failures, foldBatch, planBatch } from './fold-batch.ts'
import { park, parkedStreams } from './parking.ts'
import type { Projection } from './projection.ts'
import { loadRows, writeRows } from './rows.ts'
import { writeTallies } from './write-tallies.ts'

/** A database transaction's client and the generation it works on. */
export type Target = { db: pg.PoolClient; schema: string; projections: readonly Projection[] }

/**
 * Applies a batch inside the caller's transaction: what the folds need is loaded at once, the folds run in memory, what
 * changed is written at once. Applied twice it changes nothing. Streams that fail are parked and returned.
 *
 * `fence` travels with the loads, and nothing is written unless it resolves. Statements of one round are all sent before
 * any of them is waited for: one sent after another's failure would run behind the rollback, on its own.
 */
export async function applyBatch(
  { db, schema, projections }: Target,
  batch: readonly Decoded[],
  fence?: Promise<void>,
): Promise<Failures> {
  const plans = planBatch(projections, batch)
  const [parked, loaded] = await Promise.all([parkedStreams(db, schema), loadRows(db, schema, plans), fence])
  const { tables, counted, failures } = foldBatch(plans, batch, parked, loaded)
  await Promise.all([writeRows(db, schema, tables), writeTallies(db, schema, counted), park(db, schema, failures)])
  return failures
}

/** The same event by event, for a batch the database refuses as a whole: only the guilty stream is parked. */
export async function applyOneByOne(
  target: Target,
  batch: readonly Decoded[],
  fence?: Promise<void>,
): Promise<Failures> {
  const { db, schema } = target
  await fence
  const failures: Failures = new Map()
  for (const one of batch) {
    if (one.kind === 'foreign') continue
    const { stream, revision } = one.kind === 'event' ? one.event : one.stored
    await db.query('savepoint one')
    try {
      for (const [failing, failure] of await applyBatch(target, [one])) failures.set(failing, failure)
      await db.query('release savepoint one')
    } catch (error) {
      if (!isRefusedData(error)) throw error
      await db.query('rollback to savepoint one')
      const refused: Failures = new Map([[stream, { revision, reason: 'refused by the database' }]])
      await park(db, schema, refused)
      failures.set(stream, { revision, reason: 'refused by the database' })
    }
  }
  return failures
}

/** Data the database will never take (classes 21 to 23), as opposed to a database in trouble. */
export const isRefusedData = (error: unknown): boolean =>
  /^2[123]/.test(String((error as { code?: string }).code ?? ''))
