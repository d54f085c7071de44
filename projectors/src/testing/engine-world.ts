import { randomBytes, randomUUID } from 'node:crypto'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { startEventStore } from '@one-hcm/embedded/event-store/event-store'
import { startTestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import { createCodec } from '@one-hcm/platform/event-store/codec'
import { createEventLog, type EventLog } from '@one-hcm/platform/event-store/event-log'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { checkpointMigrations } from '@one-hcm/platform/postgres/checkpoints'
import { createListener, type Listener } from '@one-hcm/platform/postgres/listener'
import { migrate } from '@one-hcm/platform/postgres/migrate'
import { createPool } from '@one-hcm/platform/postgres/pool'
import { createKeyRing, type KeyRing, keyRingMigrations } from '@one-hcm/platform/privacy/key-ring'
import { generationMigrations } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'

/** A log and a database of a test's own, with the tables that projecting needs. */
export type EngineWorld = {
  log: EventLog
  pool: pg.Pool
  keys: KeyRing
  listener: Listener
  /** Appends domain events as a command would. */
  append(stream: string, ...events: { type: string; data: object }[]): Promise<void>
  stop(): Promise<void>
}

export async function startEngineWorld(): Promise<EngineWorld> {
  const [store, database] = await Promise.all([
    startEventStore({ inMemory: true, host: '127.0.0.1', port: 0 }),
    startTestPostgres(),
  ])
  const logger = silentLogger()
  await migrate(database.url, [...generationMigrations, ...checkpointMigrations, ...keyRingMigrations])
  const pool = createPool({ url: database.url, max: 4, log: logger })
  const keys = createKeyRing(pool, randomBytes(32))
  const log = createEventLog(store.connectionString, createCodec(keys, eventDefinition))
  const listener = createListener(database.url, logger)
  return {
    log,
    pool,
    keys,
    listener,
    append: async (stream, ...events) => {
      const known = await log.readStoredStream(stream)
      const appended = await log.append(
        stream,
        known.length === 0 ? 'no-stream' : known.length - 1,
        events.map((event) => ({ id: randomUUID(), event })),
        {
          actor: { id: randomUUID(), role: 'recruiter' },
          correlation_id: 'test',
          causation_id: 'test',
          request_id: 'test',
          occurred_at: new Date().toISOString(),
          schema_version: 1,
          command_id: randomUUID(),
        },
      )
      if (appended === 'conflict') throw new Error(`Conflict on ${stream}`)
    },
    stop: async () => {
      await listener.stop()
      await log.dispose()
      await pool.end()
      await database.stop()
      await store.stop()
    },
  }
}
