import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import { accessRequestActions } from './access-request-actions.ts'
import { deleteUserRoute } from './delete-user.route.ts'
import { updateOwnAccountRoute, updateUserRoute } from './update-user.route.ts'
import type { UserRow } from './user.row.ts'
import { statutTransitions } from './user-statut.ts'

/** What a caller can do with an account, by the rules its commands are judged by. */
export function accountActions(
  row: Pick<UserRow, 'id' | 'statut' | 'access_request'>,
  caller: { id: string; role: Role },
): AvailableAction[] {
  const own = row.id === caller.id
  const to = statutTransitions[row.statut]
  const statut = actionFor('change_statut', updateUserRoute, caller.role, () =>
    to.length === 0 ? 'statut-transition-refused' : undefined,
  )
  return [
    actionFor('update_account', own ? updateOwnAccountRoute : updateUserRoute, caller.role, () => undefined),
    statut.allowed ? { ...statut, to: [...to] } : statut,
    actionFor('delete_account', deleteUserRoute, caller.role, () => whyNotDeleted(own, caller.role)),
    ...accessRequestActions(row, caller.role),
  ]
}

/** Why this caller does not delete that account: people delete their own, administrators any but their own. */
export const whyNotDeleted = (own: boolean, role: Role): 'cannot-delete-self' | 'forbidden' | undefined =>
  role === 'admin' ? (own ? 'cannot-delete-self' : undefined) : own ? undefined : 'forbidden'
