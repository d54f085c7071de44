import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { UserState } from './user.ts'

/** An account is deleted for good; nobody can open it again (recruitment §4.2). */
export function deleteUser(
  state: UserState,
  { userId, requestedBy }: { userId: string; requestedBy: string },
): Decision<UserEvent> {
  if (state.statut === 'deleted') return []
  if (state.statut === 'none' || state.statut === 'abandoned') return refuse('user-not-found')
  return [{ type: 'UserDeleted', data: { user_id: userId, requested_by: requestedBy } }]
}
