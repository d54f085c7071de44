import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import { isOpen, type UserState } from './user.ts'

export type NotePasswordChange = { userId: string; changeId: string; resetId: string | null }

/** Records a password that was changed, by its owner or with a link; one that the log has stays as it is. */
export function notePasswordChange(
  state: UserState,
  { userId, changeId, resetId }: NotePasswordChange,
): Decision<UserEvent> {
  if (!isOpen(state) || state.noted.includes(changeId)) return []
  const data = { user_id: userId, change_id: changeId }
  return resetId === null
    ? [{ type: 'PasswordChanged', data }]
    : [{ type: 'PasswordReset', data: { user_id: userId, reset_id: resetId, change_id: changeId } }]
}
