import type { SessionEvent } from '@one-hcm/contracts/identity/sessions/session.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { SessionState } from './session.ts'

export type StartSession = { sessionId: string; userId: string; role: Role; expiresAt: string }

/** A person whose password and statut were found right is logged in. */
export const startSession = (
  state: SessionState,
  { sessionId, userId, role, expiresAt }: StartSession,
): Decision<SessionEvent> =>
  state.stage === 'none'
    ? [
        {
          type: 'SessionStarted',
          data: { session_id: sessionId, user_id: userId, role, expires_at: expiresAt },
        },
      ]
    : []
