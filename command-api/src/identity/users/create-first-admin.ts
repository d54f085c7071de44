import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { Taken } from '../accounts/open-account.ts'
import type { UserState } from './user.ts'

export type CreateFirstAdmin = { userId: string; email: string; firstName: string; lastName: string }

/**
 * The id of the first administrator: always the same, so that the store itself refuses a second one. An attempt that was
 * abandoned closes its stream for good; the next one has the next id, which nobody may use before.
 */
export const firstAdminId = (abandonedBefore: number): string =>
  deriveId('user', 'first-admin', String(abandonedBefore))

/** The holder of the bootstrap secret creates the first administrator, once (recruitment §4.1, D-11). */
export function createFirstAdmin(
  state: UserState,
  command: CreateFirstAdmin,
  { taken }: { taken: Taken },
): Decision<UserEvent> {
  if (state.statut === 'abandoned') return refuse('registration-interrupted')
  if (state.statut !== 'none') return refuse('first-admin-exists')
  if (taken.email) return refuse('email-already-used')
  return [
    {
      type: 'FirstAdminCreated',
      data: {
        user_id: command.userId,
        email: command.email,
        first_name: command.firstName,
        last_name: command.lastName,
      },
    },
  ]
}
