import type { SessionEndReason, SessionEvent } from '@one-hcm/contracts/identity/sessions/session.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { SessionState } from './session.ts'

export type RevokeSession = { sessionId: string; reason: SessionEndReason | 'reuse_detected' }

/** Records why a session ended; a session that never began or has ended stays as it is. */
export function revokeSession(state: SessionState, { sessionId, reason }: RevokeSession): Decision<SessionEvent> {
  if (state.stage !== 'live') return []
  const data = { session_id: sessionId, user_id: state.userId }
  return reason === 'reuse_detected'
    ? [{ type: 'SessionReuseDetected', data }]
    : [{ type: 'SessionRevoked', data: { ...data, reason } }]
}
