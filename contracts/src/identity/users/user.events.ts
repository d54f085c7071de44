import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { roles } from '../../kernel/route.ts'
import { CandidateProfileCreated, CandidateProfileUpdated } from './candidate-profile.events.ts'

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

export const RegistrationAbandoned = defineEvent({
  ...user,
  type: 'RegistrationAbandoned',
  summary: 'An account was reserved but never opened; nobody can open it any more under this id.',
  data: { user_id: z.string() },
})

export const FirstAdminCreated = defineEvent({
  ...user,
  type: 'FirstAdminCreated',
  summary: 'The first administrator was created with the one-time bootstrap secret.',
  data: { user_id: z.string(), email: z.string(), first_name: z.string(), last_name: z.string() },
  personal: { user_id: ['email', 'first_name', 'last_name'] },
})

export const UserCreatedByAdmin = defineEvent({
  ...user,
  type: 'UserCreatedByAdmin',
  summary: 'An administrator opened an account for somebody, in the role given.',
  data: {
    user_id: z.string(),
    ...identity,
    role: z.enum(roles),
    sexe: z.enum(['M', 'F']).nullable(),
    candidate_status: z.enum(['interne', 'externe']).nullable(),
    no_seeg_email: z.boolean(),
    annees_experience: z.number().int().nullable(),
    created_by: z.string(),
    /** True when nobody knows the password: the person sets one through a link. */
    password_generated: z.boolean(),
  },
  personal: { user_id: identityFields },
})

export const AccessRequestViewed = defineEvent({
  ...user,
  type: 'AccessRequestViewed',
  summary: 'Staff took note of an access request.',
  data: { user_id: z.string(), request_id: z.string(), viewed_by: z.string() },
})

export const AccessApproved = defineEvent({
  ...user,
  type: 'AccessApproved',
  summary: 'Human resources accepted an access request; the account is active from here on.',
  data: { user_id: z.string(), request_id: z.string(), reviewed_by: z.string() },
})

export const AccessRejected = defineEvent({
  ...user,
  type: 'AccessRejected',
  summary: 'Human resources refused an access request and said why; the account is blocked from here on.',
  data: { user_id: z.string(), request_id: z.string(), reviewed_by: z.string(), rejection_reason: z.string() },
  personal: { user_id: ['rejection_reason'] },
})

export const PasswordChanged = defineEvent({
  ...user,
  type: 'PasswordChanged',
  summary: 'A person who knew the password set another one; all their sessions were closed.',
  data: { user_id: z.string(), change_id: z.string() },
})

export const PasswordResetRequested = defineEvent({
  ...user,
  type: 'PasswordResetRequested',
  summary: 'A link that sets a password is to be sent: it was forgotten, or nobody knows the first one.',
  data: {
    user_id: z.string(),
    /** The sender of the link derives its token from this id: the log holds no token. */
    reset_id: z.string(),
    purpose: z.enum(['forgotten', 'invitation']),
    expires_at: z.string(),
  },
})

export const PasswordReset = defineEvent({
  ...user,
  type: 'PasswordReset',
  summary: 'A password was set with the link that was asked for; all sessions of the account were closed.',
  data: { user_id: z.string(), reset_id: z.string(), change_id: z.string() },
})

/** What somebody may correct about a person without it identifying their account. */
const correctable = z
  .object({
    first_name: z.string(),
    last_name: z.string(),
    phone: z.string().nullable(),
    date_of_birth: z.string().nullable(),
    adresse: z.string().nullable(),
    poste_actuel: z.string().nullable(),
  })
  .partial()

export const UserAccountUpdated = defineEvent({
  ...user,
  type: 'UserAccountUpdated',
  summary: 'What an account says about its person was corrected, by the person or by an administrator.',
  data: {
    user_id: z.string(),
    /** Only what is different from now on. */
    identity: correctable,
    attributes: z
      .object({
        sexe: z.enum(['M', 'F']).nullable(),
        candidate_status: z.enum(['interne', 'externe']).nullable(),
        no_seeg_email: z.boolean(),
        annees_experience: z.number().int().nullable(),
        email_verified: z.boolean(),
      })
      .partial(),
    updated_by: z.string(),
  },
  personal: { user_id: ['identity'] },
})

export const UserIdentifiersChanged = defineEvent({
  ...user,
  type: 'UserIdentifiersChanged',
  summary: 'An account is found by another e-mail address or staff number from now on.',
  data: {
    user_id: z.string(),
    /** The reservation that keeps both unique while they change (decision 0010). */
    claim_id: z.string(),
    changed: z.array(z.enum(['email', 'matricule'])),
    /** Both as they are now. */
    email: z.string().nullable(),
    matricule: z.number().int().nullable(),
  },
  personal: { user_id: ['email', 'matricule'] },
})

export const IdentifierChangeAbandoned = defineEvent({
  ...user,
  type: 'IdentifierChangeAbandoned',
  summary: 'An address or staff number was reserved for an account and never taken; this change cannot come late.',
  data: { user_id: z.string(), claim_id: z.string() },
})

export const UserRoleChanged = defineEvent({
  ...user,
  type: 'UserRoleChanged',
  summary: 'An administrator gave a person another role; their sessions were closed.',
  data: {
    user_id: z.string(),
    previous_role: z.enum(roles),
    new_role: z.enum(roles),
    /** Of the account from here on. */
    statut: z.enum(userStatuts),
    changed_by: z.string(),
  },
})

export const UserStatutChanged = defineEvent({
  ...user,
  type: 'UserStatutChanged',
  summary: 'An administrator deactivated, reactivated, blocked, unblocked or archived an account.',
  data: {
    user_id: z.string(),
    previous_statut: z.enum(userStatuts),
    new_statut: z.enum(userStatuts),
    /** Of the account from here on. */
    role: z.enum(roles),
    changed_by: z.string(),
    /** Why, in the administrator's words. */
    note: z.string().nullable(),
  },
  personal: { user_id: ['note'] },
})

export const UserDeleted = defineEvent({
  ...user,
  type: 'UserDeleted',
  summary: 'An account was deleted, by its owner or by an administrator; its address can be used again.',
  data: { user_id: z.string(), requested_by: z.string() },
})

export const userEvents = [
  CandidateRegistered,
  RegistrationAbandoned,
  FirstAdminCreated,
  UserCreatedByAdmin,
  AccessRequestViewed,
  AccessApproved,
  AccessRejected,
  PasswordChanged,
  PasswordResetRequested,
  PasswordReset,
  UserAccountUpdated,
  UserIdentifiersChanged,
  IdentifierChangeAbandoned,
  UserRoleChanged,
  UserStatutChanged,
  UserDeleted,
  CandidateProfileCreated,
  CandidateProfileUpdated,
] as const
export type UserEvent = EventOf<(typeof userEvents)[number]>
