import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { type ActiveUser, isOpen, type UserState } from './user.ts'

/** Only active accounts may be used; the others hear why, once their password was right (recruitment §3.1). */
export function refuseLogIn(state: UserState): ActiveUser | Refusal<RefusalCode> {
  if (!isOpen(state)) return refuse('invalid-credentials')
  switch (state.statut) {
    case 'actif':
      return { ...state, statut: state.statut }
    case 'en_attente':
      return refuse('account-pending')
    case 'bloqué':
      return refuse('account-blocked')
    case 'inactif':
      return refuse('account-inactive')
    case 'archivé':
      return refuse('account-archived')
  }
}
