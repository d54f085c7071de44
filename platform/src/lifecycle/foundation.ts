import { hkdfSync } from 'node:crypto'
import { eventDefinition } from '@one-hcm/contracts/registry'
import type pg from 'pg'
import type { Settings } from '../config/settings.ts'
import { createCodec } from '../event-store/codec.ts'
import { createEventLog, type EventLog } from '../event-store/event-log.ts'
import type { Logger } from '../logging/logger.ts'
import { createMetrics, type Metrics } from '../observability/metrics.ts'
import { createListener, type Listener } from '../postgres/listener.ts'
import { createPool } from '../postgres/pool.ts'
import { createKeyRing, type KeyRing } from '../privacy/key-ring.ts'

/** What every service stands on: the log, PostgreSQL, people's keys. */
export type Foundation = {
  settings: Settings
  logger: Logger
  metrics: Metrics
  pool: pg.Pool
  keys: KeyRing
  log: EventLog
  listener: Listener
  /** A secret for one purpose, derived from the master key, stable as long as that is. */
  secretFor(purpose: string): Buffer
  /** Closes all connections. */
  close(): Promise<void>
}

/** Connections of people's keys: few, since keys are remembered for a minute. */
const KEYS_POOL = 3

/** Prepares the clients; nothing connects before it is used. */
export function openFoundation(settings: Settings, logger: Logger): Foundation {
  const { service } = logger.bindings() as { service?: string }
  const masterKey = Buffer.from(settings.MASTER_KEY, 'base64')
  const pool = createPool({ url: settings.DATABASE_URL, max: settings.DATABASE_POOL, log: logger })
  const keysPool = createPool({ url: settings.KEYS_DATABASE_URL, max: KEYS_POOL, log: logger })
  const keys = createKeyRing(keysPool, masterKey)
  const log = createEventLog(settings.EVENTSTORE_URL, createCodec(keys, eventDefinition))
  const listener = createListener(settings.DATABASE_URL, logger)
  return {
    settings,
    logger,
    metrics: createMetrics(service ?? 'unnamed'),
    pool,
    keys,
    log,
    listener,
    secretFor: (purpose) => deriveSecret(masterKey, purpose),
    close: async () => {
      await listener.stop()
      await log.dispose()
      await Promise.all([pool.end(), keysPool.end()])
    },
  }
}

/** A secret of its own for each purpose, from the one that has to be kept. */
export const deriveSecret = (masterKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', `one-hcm ${purpose}`, 32))
