import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { UserState } from './user.ts'

export type ViewAccessRequest = { userId: string; requestId: string; viewedBy: string }

/** Staff take note of a request; one that is decided or was seen before stays as it is. */
export const viewAccessRequest = (
  state: UserState,
  { userId, requestId, viewedBy }: ViewAccessRequest,
): Decision<UserEvent> =>
  state.statut === 'en_attente' && !state.requestViewed
    ? [{ type: 'AccessRequestViewed', data: { user_id: userId, request_id: requestId, viewed_by: viewedBy } }]
    : []
