import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { type CandidateProfilePart, foldUser, type UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { DimCandidateRow } from '@one-hcm/contracts/recruitment/lake/dim-candidates.table'
import type { Dated } from '../dated-history.ts'
import { isErasedHistory } from '../erasure.ts'

/** The candidate dimension of an account's history; undefined for accounts that are no candidate's. */
export function candidateRow(history: readonly Dated[]): DimCandidateRow | undefined {
  const user = history.reduce<UserRow | undefined>(
    (row, { event }) => foldUser(row, event as Recorded<UserEvent>),
    undefined,
  )
  if (user?.role !== 'candidate') return undefined
  const erased = isErasedHistory(history)
  return {
    candidate_id: user.id,
    email: user.email,
    first_name: user.first_name,
    last_name: user.last_name,
    full_name: erased ? null : `${user.first_name ?? ''} ${user.last_name ?? ''}`.trim(),
    phone: user.phone,
    date_of_birth: user.date_of_birth,
    // These two lie unsealed in the log, because decisions may need them; the lake gives them up all the same.
    sexe: erased ? null : user.sexe,
    adresse: user.adresse,
    matricule: user.matricule,
    poste_actuel: user.poste_actuel,
    annees_experience: erased ? null : user.annees_experience,
    role: user.role,
    candidate_status: user.candidate_status,
    statut: user.statut,
    is_internal_candidate: user.candidate_status === 'interne',
    email_verified: user.email_verified,
    is_active: user.statut === 'actif',
    candidate_created_at: user.created_at,
    ...(user.profile && !erased ? profileColumns(user.profile) : noProfile),
  }
}

const profileColumns = (profile: CandidateProfilePart) => ({
  profile_address: profile.address,
  profile_availability: profile.availability,
  profile_birth_date: profile.birth_date,
  current_department: profile.current_department,
  current_position: profile.current_position,
  cv_url: profile.cv_url,
  education: profile.education,
  expected_salary_min: profile.expected_salary_min,
  expected_salary_max: profile.expected_salary_max,
  gender: profile.gender,
  linkedin_url: profile.linkedin_url,
  portfolio_url: profile.portfolio_url,
  skills: profile.skills,
  profile_years_experience: profile.years_experience,
  years_experience: profile.years_experience,
  profile_id: profile.id,
})

/** Candidates without a profile have nulls here (recruitment §6.3). */
const noProfile = {
  profile_address: null,
  profile_availability: null,
  profile_birth_date: null,
  current_department: null,
  current_position: null,
  cv_url: null,
  education: null,
  expected_salary_min: null,
  expected_salary_max: null,
  gender: null,
  linkedin_url: null,
  portfolio_url: null,
  skills: null,
  profile_years_experience: null,
  years_experience: null,
  profile_id: null,
}
