import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { foldUser, type UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** An account with its access request, as decisions see it. */
export type UserState =
  | { statut: 'none' }
  /** Reserved, never opened, closed for good. */
  | { statut: 'abandoned' }
  | { statut: 'en_attente'; role: Role; requestViewed: boolean }
  | ActiveUser
  | { statut: 'inactif' | 'bloqué' | 'archivé'; role: Role; request: RequestOutcome }

export type ActiveUser = { statut: 'actif'; role: Role; request: RequestOutcome }
type RequestOutcome = 'none' | 'approved' | 'rejected'

export const user: Aggregate<UserState, UserEvent, UserRow> = {
  name: 'user',
  category: 'user',
  initialState: { statut: 'none' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'CandidateRegistered':
        return event.data.statut === 'en_attente'
          ? { statut: 'en_attente', role: 'candidate', requestViewed: false }
          : { statut: 'actif', role: 'candidate', request: 'none' }
      case 'RegistrationAbandoned':
        return { statut: 'abandoned' }
      case 'FirstAdminCreated':
        return { statut: 'actif', role: 'admin', request: 'none' }
      case 'UserCreatedByAdmin':
        return { statut: 'actif', role: event.data.role, request: 'none' }
      case 'AccessRequestViewed':
        return state.statut === 'en_attente' ? { ...state, requestViewed: true } : state
      case 'AccessApproved':
        return 'role' in state ? { statut: 'actif', role: state.role, request: 'approved' } : state
      case 'AccessRejected':
        return 'role' in state ? { statut: 'bloqué', role: state.role, request: 'rejected' } : state
    }
  },
  foldRow: foldUser,
}
