import { type SessionEvent, sessionEvents } from '@one-hcm/contracts/identity/sessions/session.events'
import { foldSession, type SessionRow } from '@one-hcm/contracts/identity/sessions/session.row'
import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { defineProjection } from '../../engine/projection.ts'

/** Logins, one row each: where the last login of an account is read. Credentials are elsewhere. */
export const sessionsProjection = defineProjection<SessionRow, Recorded<SessionEvent>>({
  table: 'user_sessions',
  version: 1,
  events: sessionEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldSession,
  columns: {
    user_id: { type: 'uuid', value: (row) => row.user_id },
    started_at: { type: 'timestamptz', value: (row) => row.started_at },
  },
  indexes: ['user_id, started_at desc'],
})
