import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { definePolicy } from './policy.ts'

/** Whoever applies has a candidate profile from then on (recruitment §2.2). */
export const createProfileOnSubmission = definePolicy<Extract<ApplicationEvent, { type: 'ApplicationSubmitted' }>>({
  name: 'create-profile-on-submission',
  on: ['ApplicationSubmitted'],
  react: ({ data }) => [{ type: 'CreateCandidateProfile', userId: data.candidate_id }],
})
