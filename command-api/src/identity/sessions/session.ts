import type { SessionEvent } from '@one-hcm/contracts/identity/sessions/session.events'
import { foldSession, type SessionRow } from '@one-hcm/contracts/identity/sessions/session.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

export type SessionState = { stage: 'none' } | { stage: 'live'; userId: string } | { stage: 'ended' }

/** What the log says of a session; whether it stands is decided by its row, which refresh and logout swap. */
export const session: Aggregate<SessionState, SessionEvent, SessionRow> = {
  name: 'session',
  category: 'session',
  initialState: { stage: 'none' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'SessionStarted':
        return { stage: 'live', userId: event.data.user_id }
      case 'SessionRevoked':
      case 'SessionReuseDetected':
        return state.stage === 'none' ? state : { stage: 'ended' }
    }
  },
  foldRow: foldSession,
}
