import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import { isOpen, type UserState } from './user.ts'

export type RequestPasswordReset = {
  userId: string
  resetId: string
  /** ISO-8601, UTC. */
  expiresAt: string
}

/** Somebody forgot their password and is to get a link, once; accounts that may not be used get none. */
export function requestPasswordReset(
  state: UserState,
  { userId, resetId, expiresAt }: RequestPasswordReset,
): Decision<UserEvent> {
  if (!isOpen(state)) return refuse('user-not-found')
  if (state.statut !== 'actif' && state.statut !== 'en_attente') return refuse('account-not-active')
  if (state.noted.includes(resetId)) return []
  const data = { user_id: userId, reset_id: resetId, purpose: 'forgotten' as const, expires_at: expiresAt }
  return [{ type: 'PasswordResetRequested', data }]
}
