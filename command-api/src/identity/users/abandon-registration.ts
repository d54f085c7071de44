import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { UserState } from './user.ts'

/** Closes the stream of an account that was reserved and never opened; one that was opened stays as it is. */
export const abandonRegistration = (state: UserState, { userId }: { userId: string }): Decision<UserEvent> =>
  state.statut === 'none' ? [{ type: 'RegistrationAbandoned', data: { user_id: userId } }] : []
