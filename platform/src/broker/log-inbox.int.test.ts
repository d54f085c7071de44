import { afterAll, beforeAll, describe } from '@jest/globals'
import type pg from 'pg'
import { startEventStore } from '../../../embedded/src/event-store/event-store.ts'
import { startTestPostgres, type TestPostgres } from '../../../embedded/src/stack/test-postgres.ts'
import { createEventLog } from '../event-store/event-log.ts'
import { silentLogger } from '../logging/logger.ts'
import { checkpointMigrations } from '../postgres/checkpoints.ts'
import { migrate } from '../postgres/migrate.ts'
import { createPool } from '../postgres/pool.ts'
import type { Inbox } from './inbox.ts'
import { createLogInbox } from './log-inbox.ts'
import { brokerMigrations } from './migrations.ts'
import { type InboxHarness, inboxSuite, world } from './testing/inbox-suite.ts'
import { appendNotes, noteCodec } from './testing/notes.ts'

let postgres: TestPostgres
let pool: pg.Pool

beforeAll(async () => {
  postgres = await startTestPostgres()
  await migrate(postgres.url, [...checkpointMigrations, ...brokerMigrations])
  pool = createPool({ url: postgres.url, max: 8, log: silentLogger() })
})
afterAll(async () => {
  await pool?.end()
  await postgres?.stop()
})

async function start(): Promise<InboxHarness> {
  await pool.query('truncate hcm.checkpoints, hcm.dead_letters')
  const store = await startEventStore({ inMemory: true, host: '127.0.0.1', port: 0 })
  const log = createEventLog(store.connectionString, noteCodec())
  const inboxes: Inbox[] = []
  return {
    open: async () => {
      // A crashed process has lost its database: from then on nothing that it does is heard of.
      let alive = true
      const ownPool = new Proxy(pool, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key)
          if (typeof value !== 'function') return value
          return (...args: unknown[]) =>
            alive ? (value as (...all: unknown[]) => unknown).apply(target, args) : Promise.reject(new Error('crashed'))
        },
      })
      const inbox = createLogInbox({
        log,
        pool: ownPool,
        logger: silentLogger(),
        retryDelaysMs: world.retryDelaysMs,
        pollEveryMs: 10,
      })
      inboxes.push(inbox)
      return {
        inbox,
        crash: async () => {
          alive = false
        },
      }
    },
    publish: async (events) => {
      for (const { stream, type = 'Noted', data } of events) await appendNotes(log, stream, [type], data)
    },
    close: async () => {
      await Promise.all(inboxes.map((inbox) => inbox.close()))
      await log.dispose()
      await store.stop()
    },
  }
}

describe('the inbox on the log', () => inboxSuite(start))
