import type { AdministratorEvent } from '@one-hcm/contracts/identity/administrators/administrator.events'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { AdministratorsState } from './administrators.ts'

export type UnlistAdministrator = { userId: string; userRevision: number }

/** Counts a person out, unless nobody else would be left (recruitment §4.2: 409 on the last administrator). */
export function unlistAdministrator(
  state: AdministratorsState,
  { userId, userRevision }: UnlistAdministrator,
): Decision<AdministratorEvent> {
  const others = Object.entries(state).filter(([id, { listed }]) => listed && id !== userId)
  if (others.length === 0) return refuse('last-admin')
  if (state[userId]?.listed === false) return []
  return [{ type: 'AdministratorUnlisted', data: { user_id: userId, user_revision: userRevision } }]
}
