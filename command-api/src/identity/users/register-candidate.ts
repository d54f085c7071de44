import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { Taken } from '../accounts/open-account.ts'
import { refuseAge } from './age.ts'
import type { UserState } from './user.ts'

export type RegisterCandidate = {
  userId: string
  /** In lower case. */
  email: string
  firstName: string
  lastName: string
  phone: string | null
  /** `YYYY-MM-DD`. */
  dateOfBirth: string
  sexe: 'M' | 'F'
  /** Inferred from the staff number when absent. */
  candidateStatus: 'interne' | 'externe' | null
  matricule: number | null
  noSeegEmail: boolean
  adresse: string | null
  posteActuel: string | null
  anneesExperience: number | null
  consents: boolean
  /** What the body asked for without being entitled to. */
  claimed: { role: string | null; statut: string | null }
}

export type RegistrationFacts = {
  taken: Taken
  /** What the staff directory says of the staff number. */
  agent: { fixedTerm: boolean } | undefined
  blockUnknownMatricule: boolean
  companyDomain: string
  /** ISO-8601, UTC. */
  now: string
}

/** A person signs up; checks in the order of recruitment §3.1, internal ones without company e-mail wait. */
export function registerCandidate(
  state: UserState,
  command: RegisterCandidate,
  facts: RegistrationFacts,
): Decision<UserEvent> {
  if (state.statut === 'abandoned') return refuse('registration-interrupted')
  if (state.statut !== 'none') return []
  const guarded = guardedFields(command.claimed)
  if (guarded.length > 0) return refuse('guarded-field', { fields: guarded.join(', ') })
  const wrongAge = refuseAge(command.dateOfBirth, facts.now)
  if (wrongAge) return wrongAge
  if (facts.taken.email) return refuse('email-already-used')

  const candidateStatus = command.candidateStatus ?? (command.matricule === null ? 'externe' : 'interne')
  const isInternal = candidateStatus === 'interne'
  const notInternal = isInternal ? refuseInternal(command, facts) : undefined
  if (notInternal) return notInternal

  return [
    {
      type: 'CandidateRegistered',
      data: {
        user_id: command.userId,
        email: command.email,
        first_name: command.firstName,
        last_name: command.lastName,
        phone: command.phone,
        date_of_birth: command.dateOfBirth,
        adresse: command.adresse,
        poste_actuel: command.posteActuel,
        matricule: isInternal ? command.matricule : null,
        sexe: command.sexe,
        candidate_status: candidateStatus,
        no_seeg_email: isInternal && command.noSeegEmail,
        annees_experience: command.anneesExperience,
        statut: isInternal && command.noSeegEmail ? 'en_attente' : 'actif',
        consent_at: command.consents ? facts.now : null,
      },
    },
  ]
}

function refuseInternal(
  { email, matricule, noSeegEmail }: RegisterCandidate,
  { taken, agent, blockUnknownMatricule, companyDomain }: RegistrationFacts,
): Refusal<RefusalCode> | undefined {
  if (matricule === null) return refuse('matricule-required')
  if (taken.matricule) return refuse('matricule-already-used')
  if (!agent && blockUnknownMatricule) return refuse('matricule-unknown')
  if (agent?.fixedTerm) return refuse('matricule-fixed-term')
  const hasCompanyEmail = email.slice(email.lastIndexOf('@') + 1) === companyDomain.toLowerCase()
  if (!noSeegEmail && !hasCompanyEmail) return refuse('company-email-required', { domain: companyDomain })
  if (noSeegEmail && hasCompanyEmail) return refuse('company-email-contradiction', { domain: companyDomain })
  return undefined
}

/** The original interface sends what it expects anyway; only a wish for more is refused. */
function guardedFields({ role, statut }: RegisterCandidate['claimed']): string[] {
  return [
    ...(role === null || role === 'candidate' || role === 'candidat' ? [] : ['role']),
    ...(statut === null || statut === 'actif' || statut === 'en_attente' ? [] : ['statut']),
  ]
}
