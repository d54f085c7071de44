import { z } from 'zod'
import { type AvailableAction, availableActions } from '../../kernel/available-actions.ts'
import { roles } from '../../kernel/route.ts'
import { candidateProfileWire, profileToWire } from './candidate-profile.wire.ts'
import { userStatuts } from './user.events.ts'
import type { UserRow } from './user.row.ts'

/** UserResponse of recruitment §2.1. */
export const userWire = z
  .object({
    id: z.uuid(),
    email: z.string().nullable(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    role: z.enum(roles),
    phone: z.string().nullable(),
    date_of_birth: z.string().nullable(),
    sexe: z.enum(['M', 'F']).nullable(),
    candidate_status: z.enum(['interne', 'externe']).nullable(),
    matricule: z.number().int().nullable(),
    no_seeg_email: z.boolean(),
    is_internal_candidate: z.boolean(),
    statut: z.enum(userStatuts),
    is_active: z.boolean(),
    email_verified: z.boolean(),
    last_login: z.string().nullable(),
    adresse: z.string().nullable(),
    poste_actuel: z.string().nullable(),
    annees_experience: z.number().int().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'User' })
export type UserWire = z.infer<typeof userWire>

/** UserWithProfile of recruitment §2.1: without a profile for staff, and for candidates who have none yet. */
export const userWithProfileWire = userWire
  .extend({ candidate_profile: candidateProfileWire.nullable() })
  .meta({ id: 'UserWithProfile' })
export type UserWithProfileWire = z.infer<typeof userWithProfileWire>

/** An account as it is read: with what the caller can do with it. */
export const userViewWire = userWithProfileWire.extend(availableActions).meta({ id: 'UserView' })
export type UserViewWire = z.infer<typeof userViewWire>

/** Envelope E1 of recruitment §0. */
export const userEnvelope = z.object({
  success: z.literal(true),
  message: z.string(),
  data: userViewWire,
  errors: z.null(),
})

/** The own account: some clients read the envelope, some the same fields at top level (recruitment-clients). */
export const ownAccountWire = userEnvelope.extend(userViewWire.shape).meta({ id: 'OwnAccount' })

/** The one place where an account gets its wire form; `lastLogin` comes from its sessions. */
export function userToWire(row: UserRow, lastLogin: string | null): UserWire {
  return {
    id: row.id,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    role: row.role,
    phone: row.phone,
    date_of_birth: row.date_of_birth && `${row.date_of_birth}T00:00:00.000Z`,
    sexe: row.sexe,
    candidate_status: row.candidate_status,
    matricule: row.matricule,
    no_seeg_email: row.no_seeg_email,
    is_internal_candidate: row.candidate_status === 'interne',
    statut: row.statut,
    is_active: row.statut === 'actif',
    email_verified: row.email_verified,
    last_login: lastLogin,
    adresse: row.adresse,
    poste_actuel: row.poste_actuel,
    annees_experience: row.annees_experience,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export const userWithProfileToWire = (row: UserRow, lastLogin: string | null): UserWithProfileWire => ({
  ...userToWire(row, lastLogin),
  candidate_profile: row.profile && profileToWire(row.id, row.profile),
})

export const userToView = (row: UserRow, lastLogin: string | null, actions: AvailableAction[]): UserViewWire => ({
  ...userWithProfileToWire(row, lastLogin),
  available_actions: actions,
})

export const userEnveloped = (data: UserViewWire, message: string) => ({
  success: true as const,
  message,
  data,
  errors: null,
})
