import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { Taken } from '../accounts/open-account.ts'
import { refuseAge } from './age.ts'
import type { UserState } from './user.ts'

export type CreateUser = {
  userId: string
  /** In lower case. */
  email: string
  firstName: string
  lastName: string
  role: Role
  phone: string | null
  /** `YYYY-MM-DD`. */
  dateOfBirth: string | null
  sexe: 'M' | 'F' | null
  candidateStatus: 'interne' | 'externe' | null
  matricule: number | null
  noSeegEmail: boolean
  adresse: string | null
  posteActuel: string | null
  anneesExperience: number | null
  createdBy: string
  /** The link that sets the first password; null when the administrator chose one. */
  invitation: { resetId: string; expiresAt: string } | null
}

/**
 * An administrator opens an account in any role; it is active at once (recruitment §4.1). Without a password the link that sets
 * one belongs to the same append: no account is left that nobody can enter.
 */
export function createUser(
  state: UserState,
  command: CreateUser,
  { taken, now }: { taken: Taken; now: string },
): Decision<UserEvent> {
  if (state.statut === 'abandoned') return refuse('registration-interrupted')
  if (state.statut !== 'none') return []
  const wrongAge = command.dateOfBirth === null ? undefined : refuseAge(command.dateOfBirth, now)
  if (wrongAge) return wrongAge
  if (taken.email) return refuse('email-already-used')
  if (taken.matricule) return refuse('matricule-already-used')

  const isCandidate = command.role === 'candidate'
  return [
    {
      type: 'UserCreatedByAdmin',
      data: {
        user_id: command.userId,
        email: command.email,
        first_name: command.firstName,
        last_name: command.lastName,
        phone: command.phone,
        date_of_birth: command.dateOfBirth,
        adresse: command.adresse,
        poste_actuel: command.posteActuel,
        matricule: command.matricule,
        role: command.role,
        sexe: command.sexe,
        candidate_status: isCandidate ? command.candidateStatus : null,
        no_seeg_email: isCandidate && command.noSeegEmail,
        annees_experience: command.anneesExperience,
        created_by: command.createdBy,
        password_generated: command.invitation !== null,
      },
    },
    ...invitationOf(command),
  ]
}

function invitationOf({ userId, invitation }: CreateUser): UserEvent[] {
  if (!invitation) return []
  const { resetId, expiresAt } = invitation
  const data = { user_id: userId, reset_id: resetId, purpose: 'invitation' as const, expires_at: expiresAt }
  return [{ type: 'PasswordResetRequested', data }]
}
