import { candidateProfileId, emptyProfile } from '@one-hcm/contracts/identity/users/candidate-profile'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import { isOpen, type UserState } from './user.ts'

/** A candidate who applies has a profile: at first what the account says, nothing when there is one (recruitment §2.2). */
export function createProfile(state: UserState, { userId }: { userId: string }): Decision<UserEvent> {
  if (!isOpen(state) || state.profile) return []
  const { adresse, poste_actuel, annees_experience } = state.details
  return [
    {
      type: 'CandidateProfileCreated',
      data: {
        user_id: userId,
        profile_id: candidateProfileId(userId),
        profile: {
          ...emptyProfile,
          address: adresse,
          current_position: poste_actuel,
          years_experience: annees_experience,
        },
      },
    },
  ]
}
