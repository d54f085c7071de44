import { type Erased, isErased, reveal } from '../../kernel/erased.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { Role } from '../../kernel/route.ts'
import { type AccessRequestStatus, accessRequestId } from './access-request.ts'
import { type CandidateProfile, emptyProfile } from './candidate-profile.ts'
import type { UserEvent, UserStatut } from './user.events.ts'

/** The access request of an account, part of the same aggregate. */
export type AccessRequestPart = {
  id: string
  status: AccessRequestStatus
  /** Null until rejected, and once the person is erased. */
  rejection_reason: string | null
  viewed: boolean
  created_at: string
  updated_at: string
  reviewed_at: string | null
  reviewed_by: string | null
}

/** The candidate's profile, part of the same aggregate. */
export type CandidateProfilePart = CandidateProfile & { id: string; created_at: string; updated_at: string }

/**
 * What people see of one account: the fold of its stream. Personal fields are null once the person is erased. The last
 * login is not here: it belongs to the sessions' own streams and is joined when read.
 */
export type UserRow = {
  id: string
  email: string | null
  first_name: string | null
  last_name: string | null
  role: Role
  phone: string | null
  /** `YYYY-MM-DD`. */
  date_of_birth: string | null
  sexe: 'M' | 'F' | null
  candidate_status: 'interne' | 'externe' | null
  matricule: number | null
  no_seeg_email: boolean
  statut: UserStatut
  email_verified: boolean
  adresse: string | null
  poste_actuel: string | null
  annees_experience: number | null
  consent_at: string | null
  created_by: string | null
  access_request: AccessRequestPart | null
  profile: CandidateProfilePart | null
  created_at: string
  updated_at: string
}

type SealedIdentity = {
  email: string | Erased
  first_name: string | Erased
  last_name: string | Erased
  phone: string | null | Erased
  date_of_birth: string | null | Erased
  adresse: string | null | Erased
  poste_actuel: string | null | Erased
  matricule: number | null | Erased
}

/** Folds one event into the row; projectors, `as_of` reads, write answers and `verify` all use this one. */
export function foldUser(row: UserRow | undefined, event: Recorded<UserEvent>): UserRow | undefined {
  const at = event.metadata.occurred_at
  const id = idOfStream(event.stream)
  switch (event.type) {
    case 'CandidateRegistered': {
      const { data } = event
      return {
        ...newborn(id, at),
        ...revealIdentity(data),
        role: 'candidate',
        sexe: data.sexe,
        candidate_status: data.candidate_status,
        no_seeg_email: data.no_seeg_email,
        annees_experience: data.annees_experience,
        statut: data.statut,
        consent_at: data.consent_at,
        access_request: data.statut === 'en_attente' ? newRequest(id, at) : null,
      }
    }
    case 'RegistrationAbandoned':
      return undefined
    case 'FirstAdminCreated':
      return {
        ...newborn(id, at),
        email: reveal(event.data.email),
        first_name: reveal(event.data.first_name),
        last_name: reveal(event.data.last_name),
        role: 'admin',
      }
    case 'UserCreatedByAdmin': {
      const { data } = event
      return {
        ...newborn(id, at),
        ...revealIdentity(data),
        role: data.role,
        sexe: data.sexe,
        candidate_status: data.candidate_status,
        no_seeg_email: data.no_seeg_email,
        annees_experience: data.annees_experience,
        created_by: data.created_by,
      }
    }
    case 'PasswordChanged':
    case 'PasswordResetRequested':
    case 'PasswordReset':
    case 'IdentifierChangeAbandoned':
      return row
    case 'UserAccountUpdated': {
      const { identity, attributes } = event.data
      return row && { ...row, ...(isErased(identity) ? {} : identity), ...attributes, updated_at: at }
    }
    case 'UserIdentifiersChanged': {
      const { email, matricule } = event.data
      return row && { ...row, email: reveal(email), matricule: reveal(matricule), updated_at: at }
    }
    case 'UserRoleChanged':
      return row && { ...row, role: event.data.new_role, updated_at: at }
    case 'UserStatutChanged':
      return row && { ...withoutOpenRequest(row, at), statut: event.data.new_statut, updated_at: at }
    case 'CandidateProfileCreated': {
      const { profile_id, profile } = event.data
      const known = isErased(profile) ? emptyProfile : profile
      return row && { ...row, profile: { id: profile_id, ...known, created_at: at, updated_at: at } }
    }
    case 'CandidateProfileUpdated': {
      const { changes } = event.data
      if (!row?.profile) return row
      return { ...row, profile: { ...row.profile, ...(isErased(changes) ? {} : changes), updated_at: at } }
    }
    case 'UserDeleted':
      return undefined
    case 'AccessRequestViewed':
      return withRequest(row, at, { viewed: true })
    case 'AccessApproved': {
      const decided = withRequest(row, at, {
        status: 'approved',
        viewed: true,
        reviewed_at: at,
        reviewed_by: event.data.reviewed_by,
      })
      return decided && { ...decided, statut: 'actif', updated_at: at }
    }
    case 'AccessRejected': {
      const decided = withRequest(row, at, {
        status: 'rejected',
        viewed: true,
        reviewed_at: at,
        reviewed_by: event.data.reviewed_by,
        rejection_reason: reveal(event.data.rejection_reason),
      })
      return decided && { ...decided, statut: 'bloqué', updated_at: at }
    }
  }
}

const newborn = (id: string, at: string): UserRow => ({
  id,
  email: null,
  first_name: null,
  last_name: null,
  role: 'candidate',
  phone: null,
  date_of_birth: null,
  sexe: null,
  candidate_status: null,
  matricule: null,
  no_seeg_email: false,
  statut: 'actif',
  email_verified: false,
  adresse: null,
  poste_actuel: null,
  annees_experience: null,
  consent_at: null,
  created_by: null,
  access_request: null,
  profile: null,
  created_at: at,
  updated_at: at,
})

const newRequest = (userId: string, at: string): AccessRequestPart => ({
  id: accessRequestId(userId),
  status: 'pending',
  rejection_reason: null,
  viewed: false,
  created_at: at,
  updated_at: at,
  reviewed_at: null,
  reviewed_by: null,
})

const revealIdentity = (data: SealedIdentity) => ({
  email: reveal(data.email),
  first_name: reveal(data.first_name),
  last_name: reveal(data.last_name),
  phone: reveal(data.phone),
  date_of_birth: reveal(data.date_of_birth),
  adresse: reveal(data.adresse),
  poste_actuel: reveal(data.poste_actuel),
  matricule: reveal(data.matricule),
})

/** Whoever is archived while waiting is not decided on any more. */
const withoutOpenRequest = (row: UserRow, at: string): UserRow =>
  row.access_request?.status === 'pending'
    ? { ...row, access_request: { ...row.access_request, status: 'rejected', viewed: true, updated_at: at } }
    : row

const withRequest = (row: UserRow | undefined, at: string, change: Partial<AccessRequestPart>): UserRow | undefined =>
  row?.access_request ? { ...row, access_request: { ...row.access_request, ...change, updated_at: at } } : row
