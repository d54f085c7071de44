import { reviewRefusedWith } from '@one-hcm/contracts/identity/users/access-request-actions'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { isOpen, type UserState } from './user.ts'

/** Why an access request cannot be decided, by the rule that reads show beforehand. */
export function refuseReview(state: UserState): Refusal<RefusalCode> | undefined {
  const code = reviewRefusedWith(isOpen(state) ? state.request : 'none')
  return code && refuse(code)
}
