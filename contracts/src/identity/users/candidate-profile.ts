import { z } from 'zod'
import { deriveId } from '../../kernel/aggregate-id.ts'

export const availabilities = ['Immédiate', 'Dans 1 mois', 'Dans 2 mois', 'Dans 3 mois ou plus'] as const

/** What a candidate says about themselves beside the account (recruitment §2.2). Amounts in FCFA. */
export const candidateProfileSchema = z.object({
  address: z.string().nullable(),
  availability: z.enum(availabilities).nullable(),
  /** `YYYY-MM-DD`. */
  birth_date: z.string().nullable(),
  current_department: z.string().nullable(),
  current_position: z.string().nullable(),
  cv_url: z.string().nullable(),
  education: z.string().nullable(),
  expected_salary_min: z.number().int().nullable(),
  expected_salary_max: z.number().int().nullable(),
  gender: z.enum(['M', 'F']).nullable(),
  linkedin_url: z.string().nullable(),
  portfolio_url: z.string().nullable(),
  skills: z.array(z.string()),
  years_experience: z.number().int().nullable(),
})
export type CandidateProfile = z.infer<typeof candidateProfileSchema>

export const emptyProfile: CandidateProfile = {
  address: null,
  availability: null,
  birth_date: null,
  current_department: null,
  current_position: null,
  cv_url: null,
  education: null,
  expected_salary_min: null,
  expected_salary_max: null,
  gender: null,
  linkedin_url: null,
  portfolio_url: null,
  skills: [],
  years_experience: null,
}

/** The profile's own id on the wire; it lives in the account's stream and there is one per account. */
export const candidateProfileId = (userId: string): string => deriveId('candidate-profile', userId)
