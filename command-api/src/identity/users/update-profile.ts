import {
  type CandidateProfile,
  candidateProfileId,
  emptyProfile,
} from '@one-hcm/contracts/identity/users/candidate-profile'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import { differences } from './account-details.ts'
import { isOpen, type UserState } from './user.ts'

/** A candidate fills in or changes their profile; only what was sent changes (recruitment §4.2: upsert). */
export function updateProfile(
  state: UserState,
  { userId, wanted }: { userId: string; wanted: Partial<CandidateProfile> },
): Decision<UserEvent> {
  if (!isOpen(state)) return refuse('user-not-found')
  const before = state.profile ?? emptyProfile
  const changes = differences(wanted, before)
  const profile = { ...before, ...changes }
  const { expected_salary_min: min, expected_salary_max: max } = profile
  if (min !== null && max !== null && min > max) return refuse('profile-salary-range')
  const data = { user_id: userId, profile_id: candidateProfileId(userId) }
  if (!state.profile) return [{ type: 'CandidateProfileCreated', data: { ...data, profile } }]
  return Object.keys(changes).length === 0 ? [] : [{ type: 'CandidateProfileUpdated', data: { ...data, changes } }]
}
