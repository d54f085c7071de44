import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import { refuseReview } from './review.ts'
import type { UserState } from './user.ts'

export type RejectAccess = { userId: string; requestId: string; reviewedBy: string; reason: string }

/** Human resources refuse a request and say why: one event decides it and blocks the account (recruitment §3.1). */
export function rejectAccess(
  state: UserState,
  { userId, requestId, reviewedBy, reason }: RejectAccess,
): Decision<UserEvent> {
  return (
    refuseReview(state) ?? [
      {
        type: 'AccessRejected',
        data: { user_id: userId, request_id: requestId, reviewed_by: reviewedBy, rejection_reason: reason },
      },
    ]
  )
}
