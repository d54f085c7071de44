import { z } from 'zod'
import { defineRoute, everyone } from '../../kernel/route.ts'
import {
  birthDateInput,
  candidateStatusInput,
  emailInput,
  experienceInput,
  matriculeInput,
  optionalText,
  sexeInput,
  text,
} from './person-input.ts'
import { userStatuts } from './user.events.ts'
import { userEnvelope } from './user.wire.ts'
import { roleInput } from './user-role.ts'

const nullIfBlank = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? null : value)
/** Absent stays absent: only what is sent is changed. */
const ifSent = <T extends z.ZodType>(schema: z.ZodDefault<T>) => schema.unwrap().optional()

const correction = {
  email: emailInput.optional(),
  first_name: text(1, 100).optional(),
  last_name: text(1, 100).optional(),
  phone: ifSent(optionalText(20)),
  date_of_birth: z.preprocess(nullIfBlank, birthDateInput.nullable()).optional(),
  sexe: z.preprocess(nullIfBlank, sexeInput.nullable()).optional(),
  adresse: ifSent(optionalText(500)),
  poste_actuel: ifSent(optionalText(200)),
  annees_experience: ifSent(experienceInput),
}
/** For administrators to decide; from others they are refused unless they only repeat what is so. */
const guarded = {
  role: roleInput.optional(),
  statut: z.enum(userStatuts).optional(),
  matricule: ifSent(matriculeInput),
  candidate_status: ifSent(candidateStatusInput),
  no_seeg_email: z.boolean().optional(),
  email_verified: z.boolean().optional(),
  is_internal_candidate: z.boolean().optional(),
}

export const updateUserBody = z.object({ ...correction, ...guarded, statut_note: ifSent(optionalText(1000)) })
export type UpdateUserBody = z.output<typeof updateUserBody>

const update = {
  context: 'identity',
  method: 'put',
  body: updateUserBody,
  response: userEnvelope,
  refusals: [
    'user-not-found',
    'guarded-field',
    'email-already-used',
    'matricule-already-used',
    'company-email-required',
    'age-not-allowed',
    'statut-transition-refused',
    'last-admin',
    'identifier-change-interrupted',
  ],
} as const

export const updateOwnAccountRoute = defineRoute({
  ...update,
  name: 'updateOwnAccount',
  path: '/api/v1/users/me',
  summary: 'Correct the own account; what only administrators decide is refused',
  access: everyone,
})

export const updateUserRoute = defineRoute({
  ...update,
  name: 'updateUser',
  path: '/api/v1/users/{id}',
  summary: 'Correct an account, change its role or its statut',
  access: { admin: 'all' },
  params: z.object({ id: z.uuid() }),
})
