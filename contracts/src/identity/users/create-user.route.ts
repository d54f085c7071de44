import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'
import {
  candidateStatusInput,
  emailInput,
  experienceInput,
  matriculeInput,
  optionalBirthDateInput,
  optionalSexeInput,
  optionalText,
  passwordInput,
  text,
} from './person-input.ts'
import { userWire } from './user.wire.ts'
import { roleInput } from './user-role.ts'

export const createUserBody = z.object({
  email: emailInput,
  /** Generated when absent, and never returned: the person then sets one through a link. */
  password: passwordInput.nullish(),
  first_name: text(1, 100),
  last_name: text(1, 100),
  role: roleInput,
  phone: optionalText(20),
  date_of_birth: optionalBirthDateInput,
  sexe: optionalSexeInput,
  candidate_status: candidateStatusInput,
  matricule: matriculeInput,
  no_seeg_email: z.boolean().default(false),
  adresse: optionalText(500),
  poste_actuel: optionalText(200),
  annees_experience: experienceInput,
})
export type CreateUserBody = z.output<typeof createUserBody>

export const createUserRoute = defineRoute({
  name: 'createUser',
  context: 'identity',
  method: 'post',
  path: '/api/v1/auth/create-user',
  summary: 'Open an account for somebody, in any role',
  access: { admin: 'all' },
  body: createUserBody,
  status: 201,
  response: userWire,
  refusals: [
    'email-already-used',
    'matricule-already-used',
    'age-not-allowed',
    'registration-interrupted',
    'overloaded',
  ],
})
