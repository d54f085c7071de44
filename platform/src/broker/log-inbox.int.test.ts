import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
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
import { until } from './testing/until.ts'

const { consumer, eventTypes } = world
const POLL_EVERY_MS = 10

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
        pollEveryMs: POLL_EVERY_MS,
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

describe('the inbox on the log', () => {
  inboxSuite(start)

  test('a handler that is slower than the time until the next try is not called twice', async () => {
    const harness = await start()
    let calls = 0
    try {
      const { inbox } = await harness.open()
      const due = async () => (await pool.query('select from hcm.dead_letters where due_at < now()')).rowCount === 1
      const handle = async () => {
        calls += 1
        await until('it looks due', due)
        await new Promise((resolve) => setTimeout(resolve, 3 * POLL_EVERY_MS))
      }
      await harness.publish([{ stream: 'note-1', data: { text: 'slow' } }])
      await inbox.consume({ consumer, eventTypes, handle }).start()
      await until('it is forgotten', async () => {
        const { rowCount } = await pool.query('select from hcm.dead_letters')
        return calls > 0 && rowCount === 0
      })
    } finally {
      await harness.close()
    }
    expect(calls).toBe(1)
  })
})
