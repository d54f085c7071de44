import type pg from 'pg'
import type { EventLog } from '../event-store/event-log.ts'
import type { Probe } from './health.ts'

export const databaseProbe = (pool: pg.Pool): Probe => ({
  name: 'database',
  check: async () => {
    await pool.query('select 1')
    return 'ok'
  },
})

export const eventStoreProbe = (log: EventLog): Probe => ({
  name: 'event_store',
  check: async () => {
    await log.head()
    return 'ok'
  },
})
