import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

const user = { context: 'identity', category: 'user' } as const

export const userStatuts = ['actif', 'en_attente', 'inactif', 'bloqué', 'archivé'] as const
export type UserStatut = (typeof userStatuts)[number]

/** Fields of a person that are sealed with that person's key. */
const identity = {
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  phone: z.string().nullable(),
  date_of_birth: z.string().nullable(),
  adresse: z.string().nullable(),
  poste_actuel: z.string().nullable(),
  matricule: z.number().int().nullable(),
}
const identityFields = [
  'email',
  'first_name',
  'last_name',
  'phone',
  'date_of_birth',
  'adresse',
  'poste_actuel',
  'matricule',
] as const

export const CandidateRegistered = defineEvent({
  ...user,
  type: 'CandidateRegistered',
  summary: 'A person signed up as a candidate; an internal one without company e-mail waits for approval.',
  data: {
    user_id: z.string(),
    ...identity,
    sexe: z.enum(['M', 'F']).nullable(),
    candidate_status: z.enum(['interne', 'externe']),
    no_seeg_email: z.boolean(),
    annees_experience: z.number().int().nullable(),
    statut: z.enum(['actif', 'en_attente']),
    consent_at: z.string().nullable(),
  },
  personal: { user_id: identityFields },
})

export const FirstAdminCreated = defineEvent({
  ...user,
  type: 'FirstAdminCreated',
  summary: 'The first administrator was created with the one-time bootstrap secret.',
  data: { user_id: z.string(), email: z.string(), first_name: z.string(), last_name: z.string() },
  personal: { user_id: ['email', 'first_name', 'last_name'] },
})

export const userEvents = [CandidateRegistered, FirstAdminCreated] as const
export type UserEvent = EventOf<(typeof userEvents)[number]>
