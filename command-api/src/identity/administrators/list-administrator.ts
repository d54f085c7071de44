import type { AdministratorEvent } from '@one-hcm/contracts/identity/administrators/administrator.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { AdministratorsState } from './administrators.ts'

export type ListAdministrator = { userId: string; userRevision: number }

/** Counts a person in; what is older than the last word on them says nothing. */
export function listAdministrator(
  state: AdministratorsState,
  { userId, userRevision }: ListAdministrator,
): Decision<AdministratorEvent> {
  const known = state[userId]
  if (known && (known.listed || known.revision >= userRevision)) return []
  return [{ type: 'AdministratorListed', data: { user_id: userId, user_revision: userRevision } }]
}
