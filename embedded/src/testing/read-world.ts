import { randomBytes, randomUUID } from 'node:crypto'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { createCodec } from '@one-hcm/platform/event-store/codec'
import { createEventLog, type EventLog, type LogPosition } from '@one-hcm/platform/event-store/event-log'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { migrate } from '@one-hcm/platform/postgres/migrate'
import { createPool, inTransaction } from '@one-hcm/platform/postgres/pool'
import { createKeyRing, type KeyRing, keyRingMigrations } from '@one-hcm/platform/privacy/key-ring'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { applyBatch } from '@one-hcm/projectors/engine/apply-batch'
import { createGenerationTables } from '@one-hcm/projectors/engine/tables'
import { projections } from '@one-hcm/projectors/projections'
import type pg from 'pg'
import { startEventStore } from '../event-store/event-store.ts'
import { startTestPostgres } from '../stack/test-postgres.ts'

/**
 * A log and the read models folded from it, of a test's own: what reads are tested on. Nothing runs beside the test;
 * `append` records and projects, and `catchUp` projects what others appended.
 */
export type ReadWorld = {
  log: EventLog
  keys: KeyRing
  readModels: ReadModels
  pool: pg.Pool
  append(
    stream: string,
    events: readonly DomainEvent[],
    as?: { at?: string; actor?: { id: string; role: string } },
  ): Promise<readonly Recorded[]>
  catchUp(): Promise<void>
  stop(): Promise<void>
}

const SCHEMA = 'read_1'
const PAGE = 1_000

export async function startReadWorld(): Promise<ReadWorld> {
  const [store, database] = await Promise.all([startEventStore({ inMemory: true }), startTestPostgres()])
  const logger = silentLogger()
  await migrate(database.url, keyRingMigrations)
  const pool = createPool({ url: database.url, max: 4, log: logger, searchPath: `${SCHEMA},hcm` })
  await inTransaction(pool, (db) => createGenerationTables(db, SCHEMA, projections))
  const keys = createKeyRing(pool, randomBytes(32))
  const log = createEventLog(store.connectionString, createCodec(keys, eventDefinition))
  let reached: LogPosition | undefined

  const catchUp = async () => {
    for (;;) {
      const page = await log.readAll({ ...(reached ? { after: reached } : {}), limit: PAGE })
      if (!page.last) return
      const failures = await inTransaction(pool, (db) => applyBatch({ db, schema: SCHEMA, projections }, page.decoded))
      if (failures.size > 0) throw new Error(`Not projected: ${JSON.stringify([...failures])}`)
      reached = page.last
    }
  }

  return {
    log,
    keys,
    pool,
    readModels: { pool: () => pool, start: () => Promise.resolve(), stop: () => Promise.resolve() },
    append: async (stream, events, { at, actor } = {}) => {
      const known = await log.readStoredStream(stream)
      const commandId = randomUUID()
      const appended = await log.append(
        stream,
        known.length === 0 ? 'no-stream' : known.length - 1,
        events.map((event) => ({ id: randomUUID(), event })),
        {
          actor: actor ?? { id: randomUUID(), role: 'recruiter' },
          correlation_id: commandId,
          causation_id: commandId,
          request_id: commandId,
          occurred_at: at ?? new Date().toISOString(),
          schema_version: 1,
          command_id: commandId,
        },
      )
      if (appended === 'conflict') throw new Error(`Conflict on ${stream}`)
      await catchUp()
      return appended.events
    },
    catchUp,
    stop: async () => {
      await log.dispose()
      await pool.end()
      await Promise.all([database.stop(), store.stop()])
    },
  }
}
