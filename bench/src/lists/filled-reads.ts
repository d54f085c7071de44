import { silentLogger } from '@one-hcm/platform/logging/logger'
import { migrate } from '@one-hcm/platform/postgres/migrate'
import { createPool, inTransaction } from '@one-hcm/platform/postgres/pool'
import { keyRingMigrations } from '@one-hcm/platform/privacy/key-ring'
import { startTestApi, type TestApi } from '@one-hcm/platform/testing/test-api'
import { applyBatch } from '@one-hcm/projectors/engine/apply-batch'
import { createGenerationTables } from '@one-hcm/projectors/engine/tables'
import { projections } from '@one-hcm/projectors/projections'
import { identityEndpoints } from '@one-hcm/query-api/identity/identity.routes'
import { recruitmentEndpoints } from '@one-hcm/query-api/recruitment/recruitment.routes'
import { historyOf, type Size } from './people-and-applications.ts'

/** The reads of the query API on read models of a given size, behind the real edge. */
export type FilledReads = { size: Size; api: TestApi; eventsPerSecond: number; stop(): Promise<void> }

const BATCH = 500

/** Projects a history of this size with the projector's own engine, and serves it. */
export async function fillReads(url: string, schema: string, size: Size, now: number): Promise<FilledReads> {
  const logger = silentLogger()
  await migrate(url, keyRingMigrations)
  const pool = createPool({ url, max: 8, log: logger, searchPath: `${schema},hcm`, statementTimeoutMs: 120_000 })
  await inTransaction(pool, (db) => createGenerationTables(db, schema, projections))
  const since = performance.now()
  let events = 0
  const apply = (batch: Parameters<typeof applyBatch>[1]) =>
    inTransaction(pool, async (db) => {
      const failures = await applyBatch({ db, schema, projections }, batch)
      if (failures.size > 0) throw new Error(`Not projected: ${JSON.stringify([...failures].slice(0, 3))}`)
      events += batch.length
    })
  let batch: { kind: 'event'; event: ReturnType<typeof historyOf> extends Generator<infer E> ? E : never }[] = []
  for (const event of historyOf(size, now)) {
    batch.push({ kind: 'event', event })
    if (batch.length < BATCH) continue
    await apply(batch)
    batch = []
  }
  if (batch.length > 0) await apply(batch)
  const eventsPerSecond = (events * 1000) / (performance.now() - since)
  await pool.query('vacuum analyze')
  const readModels = { pool: () => pool, start: () => Promise.resolve(), stop: () => Promise.resolve() }
  const nothing = new Proxy({}, { get: () => undefined }) as never
  const api = await startTestApi([
    ...identityEndpoints({ readModels }),
    ...recruitmentEndpoints({ readModels, log: nothing, documents: nothing, drafts: nothing }),
  ])
  return {
    size,
    api,
    eventsPerSecond,
    stop: async () => {
      await api.stop()
      await pool.end()
    },
  }
}
