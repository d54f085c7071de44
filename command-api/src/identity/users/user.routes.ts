import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createFirstAdminRoute } from '@one-hcm/contracts/identity/users/create-first-admin.route'
import { createUserRoute } from '@one-hcm/contracts/identity/users/create-user.route'
import { type SignUpBody, signUpCandidateRoute, signUpRoute } from '@one-hcm/contracts/identity/users/sign-up.route'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { userToWire, userWithProfileToWire } from '@one-hcm/contracts/identity/users/user.wire'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { Accepted } from '@one-hcm/platform/commands/executor'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { openAccount } from '../accounts/open-account.ts'
import type { IdentityDependencies } from '../dependencies.ts'
import { prepareReset } from '../passwords/request-reset.ts'
import { openSession } from '../sessions/open-session.ts'
import { createFirstAdmin, firstAdminId } from './create-first-admin.ts'
import { createUser } from './create-user.ts'
import { registerCandidate } from './register-candidate.ts'
import { user as userAggregate } from './user.ts'

export const userEndpoints = (dependencies: IdentityDependencies): Endpoint[] => [
  endpoint(signUpRoute, async ({ body, command }) => {
    const outcome = await signUp(dependencies, command, body)
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: userWithProfileToWire(outcome.row, null) }
  }),

  endpoint(signUpCandidateRoute, async ({ body, command }) => {
    const outcome = await signUp(dependencies, command, body)
    if (isRefusal(outcome)) return outcome
    const common = { token_type: 'bearer', expires_in: dependencies.tokens.expiresInSeconds }
    const pending = { access_token: null, refresh_token: null, ...common }
    if (outcome.row.statut !== 'actif')
      return { ...outcome, body: { ...pending, user: userWithProfileToWire(outcome.row, null) } }
    const opened = await openSession(dependencies, command, outcome.row.id)
    if (isRefusal(opened)) return opened
    return {
      revision: outcome.revision,
      position: opened.position,
      sessionId: opened.sessionId,
      body: { ...opened.tokens, user: userWithProfileToWire(outcome.row, opened.startedAt) },
    }
  }),

  endpoint(createUserRoute, async ({ body, user, command }) => {
    const userId = deriveId('user', command.commandId)
    const invitation = body.password ? null : await prepareReset(dependencies, command, userId)
    const outcome = await openAccount(dependencies, command, {
      userId,
      email: body.email,
      matricule: body.matricule,
      password: body.password ?? unknownPassword(),
      isNew: true,
      decide: (state, taken) =>
        createUser(
          state,
          {
            userId,
            email: body.email,
            firstName: body.first_name,
            lastName: body.last_name,
            role: body.role,
            phone: body.phone,
            dateOfBirth: body.date_of_birth,
            sexe: body.sexe,
            candidateStatus: body.candidate_status,
            matricule: body.matricule,
            noSeegEmail: body.no_seeg_email,
            adresse: body.adresse,
            posteActuel: body.poste_actuel,
            anneesExperience: body.annees_experience,
            createdBy: user.id,
            invitation,
          },
          { taken, now: command.now },
        ),
    })
    if (isRefusal(outcome)) return outcome
    return {
      ...outcome,
      body: userToWire(outcome.row, null),
      headers: { Location: `/api/v1/users/${userId}` },
    }
  }),

  endpoint(createFirstAdminRoute, async ({ body, command }) => {
    if (!isSecret(body.bootstrap_token, dependencies.settings.bootstrapToken)) return refuse('bootstrap-refused')
    const outcome = await bootstrap(dependencies, command, body)
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: userToWire(outcome.row, null) }
  }),
]

async function signUp(
  dependencies: IdentityDependencies,
  command: CommandContext,
  body: SignUpBody,
): Promise<Accepted<UserRow> | Refusal<RefusalCode>> {
  const { agents, settings } = dependencies
  const userId = deriveId('user', command.commandId)
  const agent = body.matricule === null ? undefined : await agents.find(body.matricule)
  return openAccount(dependencies, command, {
    userId,
    email: body.email,
    // An external candidate holds no staff number, whatever the form sent.
    matricule: body.candidate_status === 'externe' ? null : body.matricule,
    password: body.password,
    isNew: true,
    decide: (state, taken) =>
      registerCandidate(
        state,
        {
          userId,
          email: body.email,
          firstName: body.first_name,
          lastName: body.last_name,
          phone: body.phone,
          dateOfBirth: body.date_of_birth,
          sexe: body.sexe,
          candidateStatus: body.candidate_status,
          matricule: body.matricule,
          noSeegEmail: body.no_seeg_email,
          adresse: body.adresse,
          posteActuel: body.poste_actuel,
          anneesExperience: body.annees_experience,
          consents: body.politique_confidentialite === true,
          claimed: { role: body.role ?? null, statut: body.statut ?? null },
        },
        { taken, agent, ...settings, now: command.now },
      ),
  })
}

/** Attempts that were interrupted before this one, and rivals of this very moment, are passed over. */
const ATTEMPTS_MAX = 20

async function bootstrap(
  dependencies: IdentityDependencies,
  command: CommandContext,
  body: { email: string; password: string; first_name: string; last_name: string },
): Promise<Accepted<UserRow> | Refusal<RefusalCode>> {
  for (let abandoned = 0; abandoned < ATTEMPTS_MAX; abandoned++) {
    const userId = firstAdminId(abandoned)
    const { state } = await dependencies.executor.facts(userAggregate, userId)
    if (state.statut === 'abandoned') continue
    const outcome = await openAccount(dependencies, command, {
      userId,
      email: body.email,
      matricule: null,
      password: body.password,
      isNew: false,
      decide: (current, taken) =>
        createFirstAdmin(
          current,
          { userId, email: body.email, firstName: body.first_name, lastName: body.last_name },
          { taken },
        ),
    })
    if (!isRefusal(outcome) || outcome.refused !== 'registration-interrupted') return outcome
  }
  return refuse('registration-interrupted')
}

/** Compared by hash, so that neither content nor length shows in the time it takes. */
function isSecret(given: string, expected: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const equal = timingSafeEqual(digest(given), digest(expected ?? ''))
  return expected !== undefined && expected !== '' && equal
}

/** Nobody learns it: the person sets a password through a link. */
const unknownPassword = (): string => randomBytes(32).toString('base64')
