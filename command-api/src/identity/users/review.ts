import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { UserState } from './user.ts'

/** Why an access request cannot be decided: there is none, or it was decided before; both decisions are final. */
export function refuseReview(state: UserState): Refusal<RefusalCode> | undefined {
  if (state.statut === 'en_attente') return undefined
  const hadRequest = 'request' in state && state.request !== 'none'
  return refuse(hadRequest ? 'access-request-decided' : 'access-request-not-found')
}
