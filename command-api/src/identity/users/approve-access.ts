import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import { refuseReview } from './review.ts'
import type { UserState } from './user.ts'

export type ApproveAccess = { userId: string; requestId: string; reviewedBy: string }

/** Human resources accept a request: one event decides it and activates the account (recruitment §3.1). */
export function approveAccess(state: UserState, { userId, requestId, reviewedBy }: ApproveAccess): Decision<UserEvent> {
  return (
    refuseReview(state) ?? [
      { type: 'AccessApproved', data: { user_id: userId, request_id: requestId, reviewed_by: reviewedBy } },
    ]
  )
}
