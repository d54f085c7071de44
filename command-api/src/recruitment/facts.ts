import type { UserEvent, UserStatut } from '@one-hcm/contracts/identity/users/user.events'
import { foldUser, type UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'

/** What recruitment decides by about a person, folded from the identity context's own stream. */
export type CandidateFacts = {
  known: boolean
  active: boolean
  candidateStatus: 'interne' | 'externe' | null
  /** Of the person's stream: recorded in the event that relied on it. */
  revision: number
}

type PersonState = { known: boolean; statut: UserStatut; candidateStatus: 'interne' | 'externe' | null }

const unknown: PersonState = { known: false, statut: 'en_attente', candidateStatus: null }

export const person: Aggregate<PersonState, UserEvent, never> = {
  name: 'recruitment/candidate',
  category: 'user',
  initialState: unknown,
  evolve: (state, event) => {
    switch (event.type) {
      case 'CandidateRegistered':
        return { known: true, statut: event.data.statut, candidateStatus: event.data.candidate_status }
      case 'UserCreatedByAdmin':
        return { known: true, statut: 'actif', candidateStatus: event.data.candidate_status }
      case 'FirstAdminCreated':
        return { known: true, statut: 'actif', candidateStatus: null }
      case 'AccessApproved':
        return { ...state, statut: 'actif' }
      case 'AccessRejected':
        return { ...state, statut: 'bloqué' }
      case 'UserStatutChanged':
        return { ...state, statut: event.data.new_statut }
      case 'UserAccountUpdated':
        return { ...state, candidateStatus: changed(event.data.attributes.candidate_status, state.candidateStatus) }
      case 'RegistrationAbandoned':
      case 'UserDeleted':
        return unknown
      case 'AccessRequestViewed':
      case 'PasswordChanged':
      case 'PasswordResetRequested':
      case 'PasswordReset':
      case 'UserIdentifiersChanged':
      case 'IdentifierChangeAbandoned':
      case 'UserRoleChanged':
      case 'CandidateProfileCreated':
      case 'CandidateProfileUpdated':
        return state
    }
  },
  foldRow: () => undefined,
}

const changed = <T>(value: T | undefined, before: T): T => (value === undefined ? before : value)

export async function candidateFacts(executor: CommandExecutor, userId: string): Promise<CandidateFacts> {
  const { state, revision } = await executor.facts(person, userId)
  return { known: state.known, active: state.statut === 'actif', candidateStatus: state.candidateStatus, revision }
}

const account: Aggregate<null, UserEvent, UserRow> = {
  name: 'recruitment/account',
  category: 'user',
  initialState: null,
  evolve: () => null,
  foldRow: foldUser,
}

/** First and last name as the person's account has them; null for somebody unknown or erased. Never decided by. */
export async function personName(executor: CommandExecutor, userId: string): Promise<string | null> {
  const { row } = await executor.facts(account, userId)
  const name = [row?.first_name, row?.last_name].filter((part) => part).join(' ')
  return name === '' ? null : name
}
