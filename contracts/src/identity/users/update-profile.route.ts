import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'
import { availabilities } from './candidate-profile.ts'
import { birthDateInput, experienceInput, optionalText, sexeInput } from './person-input.ts'
import { userEnvelope } from './user.wire.ts'

const TEXT_MAX = 500
const LONG_TEXT_MAX = 5_000
const SKILLS_MAX = 100
const SALARY_MAX = 1_000_000_000

const nullIfBlank = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? null : value)
/** Absent stays absent: only what is sent is changed. */
const text = (max: number) => optionalText(max).unwrap().optional()
const link = z
  .preprocess(
    nullIfBlank,
    z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .nullable(),
  )
  .optional()
const salary = z.number().int().min(0).max(SALARY_MAX).nullish()

/** Older clients send the list as JSON text; what is no list is an empty one (recruitment §2.2). */
function asSkills(value: unknown): unknown {
  if (value === null) return []
  if (typeof value !== 'string') return value
  try {
    const parsed: unknown = JSON.parse(value)
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

export const updateProfileBody = z.object({
  address: text(TEXT_MAX),
  availability: z.preprocess(nullIfBlank, z.enum(availabilities).nullable()).optional(),
  birth_date: z.preprocess(nullIfBlank, birthDateInput.nullable()).optional(),
  current_department: text(TEXT_MAX),
  current_position: text(TEXT_MAX),
  cv_url: link,
  education: text(LONG_TEXT_MAX),
  expected_salary_min: salary,
  expected_salary_max: salary,
  gender: z.preprocess(nullIfBlank, sexeInput.nullable()).optional(),
  linkedin_url: link,
  portfolio_url: link,
  skills: z.preprocess(asSkills, z.array(z.string().trim().min(1).max(200)).max(SKILLS_MAX)).optional(),
  years_experience: experienceInput.unwrap().optional(),
})

export const updateProfileRoute = defineRoute({
  name: 'updateProfile',
  context: 'identity',
  method: 'put',
  path: '/api/v1/users/me/profile',
  summary: 'Fill in or change the own candidate profile',
  access: { candidate: 'own' },
  body: updateProfileBody,
  response: userEnvelope,
  refusals: ['user-not-found', 'profile-salary-range'],
})
