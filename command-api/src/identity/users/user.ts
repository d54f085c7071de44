import { type CandidateProfile, emptyProfile } from '@one-hcm/contracts/identity/users/candidate-profile'
import type { UserEvent, UserStatut } from '@one-hcm/contracts/identity/users/user.events'
import { foldUser, type UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { isErased } from '@one-hcm/contracts/kernel/erased'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'
import { type AccountDetails, detailsOf } from './account-details.ts'

/** An account with its access request, as decisions see it. */
export type UserState =
  | { statut: 'none' }
  /** Reserved, never opened, closed for good. */
  | { statut: 'abandoned' }
  | { statut: 'deleted' }
  | OpenUser

export type OpenUser = {
  statut: UserStatut
  role: Role
  request: 'none' | 'pending' | 'approved' | 'rejected'
  requestViewed: boolean
  /** Ids of password changes and of links that the log has: a repeat adds nothing. */
  noted: readonly string[]
  /** What it says about its person: tells a change from a repeat, and decides nothing else. */
  details: AccountDetails
  profile: CandidateProfile | undefined
  /** Reservations of addresses and staff numbers, in the order in which they were taken or given up. */
  claims: { taken: readonly string[]; abandoned: readonly string[] }
}

export type ActiveUser = OpenUser & { statut: 'actif' }

export const isOpen = (state: UserState): state is OpenUser => 'role' in state

export const user: Aggregate<UserState, UserEvent, UserRow> = {
  name: 'user',
  category: 'user',
  initialState: { statut: 'none' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'CandidateRegistered': {
        const account = opened('candidate', detailsOf(event.data))
        return event.data.statut === 'en_attente' ? { ...account, statut: 'en_attente', request: 'pending' } : account
      }
      case 'RegistrationAbandoned':
        return { statut: 'abandoned' }
      case 'FirstAdminCreated':
        return opened('admin', detailsOf(event.data))
      case 'UserCreatedByAdmin':
        return opened(event.data.role, detailsOf(event.data))
      default:
        return isOpen(state) ? evolveOpen(state, event) : state
    }
  },
  foldRow: foldUser,
}

const opened = (role: Role, details: AccountDetails): ActiveUser => ({
  statut: 'actif',
  role,
  request: 'none',
  requestViewed: false,
  noted: [],
  details,
  profile: undefined,
  claims: { taken: [], abandoned: [] },
})

type Opening = 'CandidateRegistered' | 'RegistrationAbandoned' | 'FirstAdminCreated' | 'UserCreatedByAdmin'

function evolveOpen(state: OpenUser, event: Exclude<UserEvent, { type: Opening }>): UserState {
  const { claims, details, noted } = state
  switch (event.type) {
    case 'AccessRequestViewed':
      return { ...state, requestViewed: true }
    case 'AccessApproved':
      return { ...state, statut: 'actif', request: 'approved' }
    case 'AccessRejected':
      return { ...state, statut: 'bloqué', request: 'rejected' }
    case 'PasswordResetRequested':
      return { ...state, noted: [...noted, event.data.reset_id] }
    case 'PasswordChanged':
    case 'PasswordReset':
      return { ...state, noted: [...noted, event.data.change_id] }
    case 'UserAccountUpdated': {
      const { identity, attributes } = event.data
      return { ...state, details: { ...details, ...(isErased(identity) ? {} : identity), ...attributes } }
    }
    case 'UserIdentifiersChanged': {
      const { email, matricule } = detailsOf(event.data)
      const taken = [...claims.taken, event.data.claim_id]
      return { ...state, details: { ...details, email, matricule }, claims: { ...claims, taken } }
    }
    case 'IdentifierChangeAbandoned':
      return { ...state, claims: { ...claims, abandoned: [...claims.abandoned, event.data.claim_id] } }
    case 'UserRoleChanged':
      return { ...state, role: event.data.new_role }
    case 'UserStatutChanged': {
      const request = state.request === 'pending' ? 'rejected' : state.request
      return { ...state, statut: event.data.new_statut, request }
    }
    case 'CandidateProfileCreated': {
      const { profile } = event.data
      return { ...state, profile: isErased(profile) ? emptyProfile : profile }
    }
    case 'CandidateProfileUpdated': {
      const { changes } = event.data
      return { ...state, profile: { ...(state.profile ?? emptyProfile), ...(isErased(changes) ? {} : changes) } }
    }
    case 'UserDeleted':
      return { statut: 'deleted' }
  }
}
