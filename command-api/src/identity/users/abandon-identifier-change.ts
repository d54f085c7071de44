import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import { isOpen, type UserState } from './user.ts'

/** Closes a reservation that was never taken, so that its change cannot come late; one that was taken stays. */
export function abandonIdentifierChange(
  state: UserState,
  { userId, claimId }: { userId: string; claimId: string },
): Decision<UserEvent> {
  if (!isOpen(state)) return []
  const { taken, abandoned } = state.claims
  if (taken.includes(claimId) || abandoned.includes(claimId)) return []
  return [{ type: 'IdentifierChangeAbandoned', data: { user_id: userId, claim_id: claimId } }]
}
