import type { Decoded } from '@one-hcm/platform/event-store/codec'
import type pg from 'pg'
import { applyBatch, type Failures } from './apply-batch.ts'
import { park, parkedStreams } from './parking.ts'
import type { Projection } from './projection.ts'

/**
 * Applies a batch and parks the streams that fail, inside the caller's transaction. A batch that the database refuses
 * as a whole is taken apart event by event, so that only the guilty stream is parked. Returns what was parked.
 */
export async function applyAndPark(
  db: pg.PoolClient,
  schema: string,
  projections: readonly Projection[],
  batch: readonly Decoded[],
): Promise<Failures> {
  const parked = await parkedStreams(db, schema)
  const failures =
    (await unlessRefused(db, () => applyBatch(db, schema, projections, batch, parked))) ??
    (await applyOneByOne(db, schema, projections, batch, parked))
  await park(db, schema, failures)
  return failures
}

async function applyOneByOne(
  db: pg.PoolClient,
  schema: string,
  projections: readonly Projection[],
  batch: readonly Decoded[],
  parked: ReadonlySet<string>,
): Promise<Failures> {
  const failures: Failures = new Map()
  for (const one of batch) {
    if (one.kind === 'foreign') continue
    const { stream, revision } = one.kind === 'event' ? one.event : one.stored
    if (failures.has(stream)) continue
    const failed = await unlessRefused(db, () => applyBatch(db, schema, projections, [one], parked))
    if (!failed) failures.set(stream, { revision, reason: 'refused by the database' })
    for (const [failing, failure] of failed ?? []) failures.set(failing, failure)
  }
  return failures
}

/** The result of work, or undefined with the work undone when the database will never take its data. */
async function unlessRefused<T>(db: pg.PoolClient, work: () => Promise<T>): Promise<T | undefined> {
  await db.query('savepoint work')
  try {
    return await work()
  } catch (error) {
    if (!isBadData(error)) throw error
    await db.query('rollback to savepoint work')
    return undefined
  }
}

/** Data the database will never take (classes 21 to 23), as opposed to a database in trouble. */
const isBadData = (error: unknown): boolean => /^2[123]/.test(String((error as { code?: string }).code ?? ''))
