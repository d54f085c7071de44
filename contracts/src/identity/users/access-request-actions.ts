import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import type { RefusalCode } from '../../refusals.ts'
import type { AccessRequestStatus } from './access-request.ts'
import { approveAccessByIdRoute } from './approve-access.route.ts'
import { rejectAccessByIdRoute } from './reject-access.route.ts'
import type { UserRow } from './user.row.ts'

/** Why a request in this status cannot be decided, `none` standing for an account without one: both decisions are final. */
export function reviewRefusedWith(status: AccessRequestStatus | 'none'): RefusalCode | undefined {
  if (status === 'pending') return undefined
  return status === 'none' ? 'access-request-not-found' : 'access-request-decided'
}

/** What a caller in this role can do with an account's access request, by the rule its commands are judged by. */
export function accessRequestActions(
  { access_request: request }: Pick<UserRow, 'access_request'>,
  role: Role,
): AvailableAction[] {
  if (!request) return []
  const refusedWith = () => reviewRefusedWith(request.status)
  return [
    actionFor('approve_access', approveAccessByIdRoute, role, refusedWith),
    actionFor('reject_access', rejectAccessByIdRoute, role, refusedWith),
  ]
}
