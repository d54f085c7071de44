import type { UserEvent, UserStatut } from '@one-hcm/contracts/identity/users/user.events'
import { foldUser, type UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** An account with its access request, as decisions see it. */
export type UserState =
  | { statut: 'none' }
  /** Reserved, never opened, closed for good. */
  | { statut: 'abandoned' }
  | OpenUser

export type OpenUser = {
  statut: UserStatut
  role: Role
  request: 'none' | 'pending' | 'approved' | 'rejected'
  requestViewed: boolean
  /** Ids of password changes and of links that the log has: a repeat adds nothing. */
  noted: readonly string[]
}

export type ActiveUser = OpenUser & { statut: 'actif' }

export const isOpen = (state: UserState): state is OpenUser => 'role' in state

export const user: Aggregate<UserState, UserEvent, UserRow> = {
  name: 'user',
  category: 'user',
  initialState: { statut: 'none' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'CandidateRegistered':
        return event.data.statut === 'en_attente'
          ? { ...opened('candidate'), statut: 'en_attente', request: 'pending' }
          : opened('candidate')
      case 'RegistrationAbandoned':
        return { statut: 'abandoned' }
      case 'FirstAdminCreated':
        return opened('admin')
      case 'UserCreatedByAdmin':
        return opened(event.data.role)
      default:
        return isOpen(state) ? evolveOpen(state, event) : state
    }
  },
  foldRow: foldUser,
}

const opened = (role: Role): ActiveUser => ({
  statut: 'actif',
  role,
  request: 'none',
  requestViewed: false,
  noted: [],
})

type Opening = 'CandidateRegistered' | 'RegistrationAbandoned' | 'FirstAdminCreated' | 'UserCreatedByAdmin'

function evolveOpen(state: OpenUser, event: Exclude<UserEvent, { type: Opening }>): UserState {
  switch (event.type) {
    case 'AccessRequestViewed':
      return { ...state, requestViewed: true }
    case 'AccessApproved':
      return { ...state, statut: 'actif', request: 'approved' }
    case 'AccessRejected':
      return { ...state, statut: 'bloqué', request: 'rejected' }
    case 'PasswordResetRequested':
      return { ...state, noted: [...state.noted, event.data.reset_id] }
    case 'PasswordChanged':
    case 'PasswordReset':
      return { ...state, noted: [...state.noted, event.data.change_id] }
  }
}
