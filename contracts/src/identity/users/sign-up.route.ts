import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { tokensWire } from '../sessions/session.wire.ts'
import {
  birthDateInput,
  candidateStatusInput,
  emailInput,
  experienceInput,
  matriculeInput,
  optionalText,
  passwordInput,
  sexeInput,
  text,
} from './person-input.ts'
import { userWithProfileWire } from './user.wire.ts'

export const signUpBody = z.object({
  email: emailInput,
  password: passwordInput,
  first_name: text(1, 100),
  last_name: text(1, 100),
  phone: optionalText(20),
  date_of_birth: birthDateInput,
  sexe: sexeInput,
  /** Inferred when absent: a staff number makes an internal candidate (recruitment-clients). */
  candidate_status: candidateStatusInput,
  matricule: matriculeInput,
  no_seeg_email: z.boolean().default(false),
  adresse: optionalText(500),
  poste_actuel: optionalText(200),
  annees_experience: experienceInput,
  /** Consent to the privacy policy; its time is recorded. */
  politique_confidentialite: z.boolean().nullish(),
  /** Not for applicants to choose: anything but a candidate's own values is refused. */
  role: z.string().max(50).nullish(),
  statut: z.string().max(50).nullish(),
})
export type SignUpBody = z.output<typeof signUpBody>

const signUp = {
  context: 'identity',
  method: 'post',
  access: anyone,
  rateLimit: 'signup',
  visitorField: 'email',
  body: signUpBody,
  status: 201,
  refusals: [
    'email-already-used',
    'matricule-required',
    'matricule-already-used',
    'matricule-unknown',
    'matricule-fixed-term',
    'company-email-required',
    'company-email-contradiction',
    'age-not-allowed',
    'guarded-field',
    'registration-interrupted',
    'overloaded',
  ],
} as const

export const signUpRoute = defineRoute({
  ...signUp,
  name: 'signUp',
  path: '/api/v1/auth/signup',
  summary: 'Sign up as a candidate; an internal candidate without company e-mail waits for approval',
  response: userWithProfileWire,
})

export const signUpCandidateRoute = defineRoute({
  ...signUp,
  name: 'signUpCandidate',
  path: '/api/v1/auth/signup/candidate',
  summary: 'Sign up as a candidate and be logged in at once, unless approval is needed first',
  response: tokensWire.extend({
    access_token: z.string().nullable(),
    refresh_token: z.string().nullable(),
    user: userWithProfileWire,
  }),
})
