import type { UserEvent, UserStatut } from '@one-hcm/contracts/identity/users/user.events'
import { statutTransitions } from '@one-hcm/contracts/identity/users/user-statut'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { Taken } from '../accounts/open-account.ts'
import { type AccountDetails, differences } from './account-details.ts'
import { refuseAge } from './age.ts'
import { isOpen, type OpenUser, type UserState } from './user.ts'

export type UpdateAccount = {
  userId: string
  /** Only what was sent. */
  wanted: Partial<AccountDetails>
  role: Role | undefined
  statut: UserStatut | undefined
  note: string | null
  by: { id: string; isAdmin: boolean }
  /** The reservation under which another address or staff number is taken. */
  claimId: string
}

export type UpdateFacts = {
  taken: Taken
  /** What is reserved for this account. */
  claimed: { email: boolean; matricule: boolean }
  companyDomain: string
  /** ISO-8601, UTC. */
  now: string
}

const identityFields = ['first_name', 'last_name', 'phone', 'date_of_birth', 'adresse', 'poste_actuel'] as const
const attributeFields = ['sexe', 'candidate_status', 'no_seeg_email', 'annees_experience', 'email_verified'] as const
/** For administrators alone; somebody who could drop the company address by themselves would need no approval. */
const guardedFields = ['matricule', 'candidate_status', 'no_seeg_email', 'email_verified'] as const

/**
 * Corrects an account, changes its role and its statut: several facts, one append (recruitment §3.1, §4.2). What is so
 * already is no change, so a form may send all it shows.
 */
export function updateAccount(state: UserState, command: UpdateAccount, facts: UpdateFacts): Decision<UserEvent> {
  if (!isOpen(state)) return refuse('user-not-found')
  if (state.claims.abandoned.includes(command.claimId)) return refuse('identifier-change-interrupted')
  const changes = differences(command.wanted, state.details)
  const refused =
    refuseGuarded(state, command, changes) ??
    refuseDetails(state, command, changes, facts) ??
    refuseStatut(state.statut, command.statut)
  if (refused) return refused
  return [...corrected(command, changes), ...identified(state, command, changes), ...promoted(state, command)]
}

function refuseGuarded(
  state: OpenUser,
  { by, role, statut }: UpdateAccount,
  changes: Partial<AccountDetails>,
): Refusal<RefusalCode> | undefined {
  if (by.isAdmin) return undefined
  const wished = [
    ...(role !== undefined && role !== state.role ? ['role'] : []),
    ...(statut !== undefined && statut !== state.statut ? ['statut'] : []),
    ...guardedFields.filter((field) => field in changes),
  ]
  return wished.length > 0 ? refuse('guarded-field', { fields: wished.join(', ') }) : undefined
}

function refuseDetails(
  { details }: OpenUser,
  { by }: UpdateAccount,
  changes: Partial<AccountDetails>,
  { taken, claimed, companyDomain, now }: UpdateFacts,
): Refusal<RefusalCode> | undefined {
  const wrongAge = changes.date_of_birth ? refuseAge(changes.date_of_birth, now) : undefined
  if (wrongAge) return wrongAge
  if (changes.email !== undefined && taken.email) return refuse('email-already-used')
  if (changes.matricule !== undefined && taken.matricule) return refuse('matricule-already-used')
  const owesCompanyEmail = details.candidate_status === 'interne' && !details.no_seeg_email && !by.isAdmin
  if (changes.email && owesCompanyEmail && !changes.email.endsWith(`@${companyDomain.toLowerCase()}`))
    return refuse('company-email-required', { domain: companyDomain })
  // The account changed since its reservation was made: it is looked at again.
  if (changes.email !== undefined && !claimed.email) return refuse('concurrent-change')
  if (changes.matricule !== undefined && !claimed.matricule) return refuse('concurrent-change')
  return undefined
}

function refuseStatut(from: UserStatut, to: UserStatut | undefined): Refusal<RefusalCode> | undefined {
  if (to === undefined || to === from || statutTransitions[from].includes(to)) return undefined
  return refuse('statut-transition-refused', { from, to })
}

function corrected({ userId, by }: UpdateAccount, changes: Partial<AccountDetails>): UserEvent[] {
  const identity = pick(changes, identityFields) as Partial<Record<(typeof identityFields)[number], string>>
  const attributes = pick(changes, attributeFields)
  if (Object.keys(identity).length + Object.keys(attributes).length === 0) return []
  return [{ type: 'UserAccountUpdated', data: { user_id: userId, identity, attributes, updated_by: by.id } }]
}

function identified(
  { details }: OpenUser,
  { userId, claimId }: UpdateAccount,
  changes: Partial<AccountDetails>,
): UserEvent[] {
  const changed = (['email', 'matricule'] as const).filter((field) => field in changes)
  if (changed.length === 0) return []
  const { email, matricule } = { ...details, ...changes }
  return [{ type: 'UserIdentifiersChanged', data: { user_id: userId, claim_id: claimId, changed, email, matricule } }]
}

function promoted(state: OpenUser, { userId, role, statut, note, by }: UpdateAccount): UserEvent[] {
  const roleChanged: UserEvent[] =
    role === undefined || role === state.role
      ? []
      : [
          {
            type: 'UserRoleChanged',
            data: {
              user_id: userId,
              previous_role: state.role,
              new_role: role,
              statut: statut ?? state.statut,
              changed_by: by.id,
            },
          },
        ]
  if (statut === undefined || statut === state.statut) return roleChanged
  return [
    ...roleChanged,
    {
      type: 'UserStatutChanged',
      data: {
        user_id: userId,
        previous_statut: state.statut,
        new_statut: statut,
        role: role ?? state.role,
        changed_by: by.id,
        note,
      },
    },
  ]
}

const pick = <T extends object, K extends keyof T>(object: T, fields: readonly K[]): Partial<Pick<T, K>> =>
  Object.fromEntries(fields.flatMap((field) => (field in object ? [[field, object[field]]] : []))) as Partial<
    Pick<T, K>
  >
