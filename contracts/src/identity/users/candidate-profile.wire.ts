import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { candidateProfileSchema } from './candidate-profile.ts'
import type { CandidateProfilePart } from './user.row.ts'

/** CandidateProfile of recruitment §2.2. */
export const candidateProfileWire = z
  .object({
    id: z.uuid(),
    user_id: z.uuid(),
    ...candidateProfileSchema.shape,
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'CandidateProfile' })
export type CandidateProfileWire = z.infer<typeof candidateProfileWire>

/** A profile as its candidate reads it: with what they can do with it. */
export const profileViewWire = candidateProfileWire.extend(availableActions).meta({ id: 'CandidateProfileView' })

export const profileToWire = (userId: string, profile: CandidateProfilePart): CandidateProfileWire => ({
  ...profile,
  user_id: userId,
})
