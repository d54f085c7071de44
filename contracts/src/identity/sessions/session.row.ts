import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { Role } from '../../kernel/route.ts'
import type { SessionEndReason, SessionEvent } from './session.events.ts'

/** One login as people see it; what opens a session is not in the log and not here. */
export type SessionRow = {
  id: string
  user_id: string
  role: Role
  started_at: string
  expires_at: string
  ended_at: string | null
  end_reason: SessionEndReason | 'reuse_detected' | null
}

/** Folds one event into the row. */
export function foldSession(row: SessionRow | undefined, event: Recorded<SessionEvent>): SessionRow | undefined {
  const at = event.metadata.occurred_at
  switch (event.type) {
    case 'SessionStarted':
      return {
        id: idOfStream(event.stream),
        user_id: event.data.user_id,
        role: event.data.role,
        started_at: at,
        expires_at: event.data.expires_at,
        ended_at: null,
        end_reason: null,
      }
    case 'SessionRevoked':
      return row && { ...row, ended_at: at, end_reason: event.data.reason }
    case 'SessionReuseDetected':
      return row && { ...row, ended_at: at, end_reason: 'reuse_detected' }
  }
}
