import { expect, test } from '@jest/globals'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { given } from '@one-hcm/platform/testing/given'
import { abandonRegistration } from './abandon-registration.ts'
import { approveAccess } from './approve-access.ts'
import { createFirstAdmin, firstAdminId } from './create-first-admin.ts'
import { type CreateUser, createUser } from './create-user.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { rejectAccess } from './reject-access.ts'
import { type OpenUser, type UserState, user } from './user.ts'
import { viewAccessRequest } from './view-access-request.ts'

const ids = { user_id: 'u-1', request_id: 'r-1' }
const person = {
  user_id: 'u-1',
  email: 'awa@example.com',
  first_name: 'Awa',
  last_name: 'Ndong',
  phone: null,
  date_of_birth: null,
  adresse: null,
  poste_actuel: null,
  matricule: null,
}
const registered = (statut: 'actif' | 'en_attente'): UserEvent => ({
  type: 'CandidateRegistered',
  data: {
    ...person,
    sexe: 'F',
    candidate_status: 'interne',
    no_seeg_email: statut === 'en_attente',
    annees_experience: null,
    statut,
    consent_at: null,
  },
})
const abandoned: UserEvent = { type: 'RegistrationAbandoned', data: { user_id: 'u-1' } }
const approved: UserEvent = { type: 'AccessApproved', data: { ...ids, reviewed_by: 'hr' } }
const rejected: UserEvent = {
  type: 'AccessRejected',
  data: { ...ids, reviewed_by: 'hr', rejection_reason: 'Le matricule est celui de quelqu’un d’autre.' },
}

const approve = (state: UserState) => approveAccess(state, { userId: 'u-1', requestId: 'r-1', reviewedBy: 'hr' })
const reject = (state: UserState) =>
  rejectAccess(state, {
    userId: 'u-1',
    requestId: 'r-1',
    reviewedBy: 'hr',
    reason: 'Le matricule est celui de quelqu’un d’autre.',
  })
const view = (state: UserState) => viewAccessRequest(state, { userId: 'u-1', requestId: 'r-1', viewedBy: 'hr' })

test('approve: an open request', () => {
  given(user, registered('en_attente')).when(approve).then([approved], 'access-request-decided')
})
test('reject: an open request', () => {
  given(user, registered('en_attente')).when(reject).then([rejected], 'access-request-decided')
})
test.each([
  ['approve', approve],
  ['reject', reject],
] as const)('%s: both decisions are final', (_, decide) => {
  given(user, registered('en_attente'), approved).when(decide).thenRefused('access-request-decided')
  given(user, registered('en_attente'), rejected).when(decide).thenRefused('access-request-decided')
})
test.each([
  ['approve', approve],
  ['reject', reject],
] as const)('%s: an account without a request', (_, decide) => {
  given(user).when(decide).thenRefused('access-request-not-found')
  given(user, abandoned).when(decide).thenRefused('access-request-not-found')
  given(user, registered('actif')).when(decide).thenRefused('access-request-not-found')
})

test('view: once, and only while it is open', () => {
  const viewed: UserEvent = { type: 'AccessRequestViewed', data: { ...ids, viewed_by: 'hr' } }
  given(user, registered('en_attente')).when(view).then([viewed])
  given(user, registered('en_attente'), approved).when(view).thenAlreadySo()
  given(user, registered('actif')).when(view).thenAlreadySo()
})

test('abandon: only what was never opened', () => {
  const abandon = (state: UserState) => abandonRegistration(state, { userId: 'u-1' })
  given(user).when(abandon).then([abandoned])
  given(user, registered('actif')).when(abandon).thenAlreadySo()
})

const recruiter: CreateUser = {
  userId: 'u-1',
  email: 'awa@example.com',
  firstName: 'Awa',
  lastName: 'Ndong',
  role: 'recruiter',
  phone: null,
  dateOfBirth: null,
  sexe: null,
  candidateStatus: 'interne',
  matricule: null,
  noSeegEmail: true,
  adresse: null,
  posteActuel: null,
  anneesExperience: null,
  createdBy: 'admin-1',
  invitation: null,
}
const free = { taken: { email: false, matricule: false }, now: '2026-01-15T10:00:00.000Z' }
const create =
  (command: CreateUser, facts = free) =>
  (state: UserState) =>
    createUser(state, command, facts)
const created = (change: Partial<Extract<UserEvent, { type: 'UserCreatedByAdmin' }>['data']>): UserEvent => ({
  type: 'UserCreatedByAdmin',
  data: {
    ...person,
    role: 'recruiter',
    sexe: null,
    candidate_status: null,
    no_seeg_email: false,
    annees_experience: null,
    created_by: 'admin-1',
    password_generated: false,
    ...change,
  },
})

test('create user: any role; only candidates are internal or external', () => {
  given(user)
    .when(create(recruiter))
    .then([created({})])
  given(user)
    .when(create({ ...recruiter, role: 'candidate' }))
    .then([created({ role: 'candidate', candidate_status: 'interne', no_seeg_email: true })])
  given(user)
    .when(create({ ...recruiter, role: 'auditor' }))
    .then([created({ role: 'auditor' })])
})
test('create user: without a password, the link that sets one is part of it', () =>
  given(user)
    .when(create({ ...recruiter, invitation: { resetId: 'r-1', expiresAt: '2026-01-15T11:00:00.000Z' } }))
    .then([
      created({ password_generated: true }),
      {
        type: 'PasswordResetRequested',
        data: {
          user_id: recruiter.userId,
          reset_id: 'r-1',
          purpose: 'invitation',
          expires_at: '2026-01-15T11:00:00.000Z',
        },
      },
    ]))

test('create user: refused and already so', () => {
  given(user)
    .when(create(recruiter, { ...free, taken: { email: true, matricule: false } }))
    .thenRefused('email-already-used')
  given(user)
    .when(create(recruiter, { ...free, taken: { email: false, matricule: true } }))
    .thenRefused('matricule-already-used')
  given(user)
    .when(create({ ...recruiter, dateOfBirth: '2020-01-01' }))
    .thenRefused('age-not-allowed', { min: 18, max: 100 })
  given(user, abandoned).when(create(recruiter)).thenRefused('registration-interrupted')
  given(user, created({})).when(create(recruiter)).thenAlreadySo()
})

const firstAdmin: UserEvent = {
  type: 'FirstAdminCreated',
  data: { user_id: 'u-1', email: 'awa@example.com', first_name: 'Awa', last_name: 'Ndong' },
}
const bootstrap =
  (email = false) =>
  (state: UserState) =>
    createFirstAdmin(
      state,
      { userId: 'u-1', email: 'awa@example.com', firstName: 'Awa', lastName: 'Ndong' },
      { taken: { email, matricule: false } },
    )
test('first admin: once', () => {
  given(user).when(bootstrap()).then([firstAdmin], 'first-admin-exists')
  given(user).when(bootstrap(true)).thenRefused('email-already-used')
  given(user, abandoned).when(bootstrap()).thenRefused('registration-interrupted')
  expect(firstAdminId(0)).not.toBe(firstAdminId(1))
})

const account = user.evolve(user.initialState, registered('actif')) as OpenUser
test.each<[string, UserState, string | undefined]>([
  ['actif', account, undefined],
  ['en_attente', { ...account, statut: 'en_attente' }, 'account-pending'],
  ['bloqué', { ...account, statut: 'bloqué' }, 'account-blocked'],
  ['inactif', { ...account, statut: 'inactif' }, 'account-inactive'],
  ['archivé', { ...account, statut: 'archivé' }, 'account-archived'],
  ['none', { statut: 'none' }, 'invalid-credentials'],
  ['abandoned', { statut: 'abandoned' }, 'invalid-credentials'],
])('login to an account that is %s', (_, state, code) => {
  const outcome = refuseLogIn(state)
  expect('refused' in outcome ? outcome.refused : undefined).toBe(code)
})

test('the state follows every event, with and without its beginning', () => {
  const fold = (...events: UserEvent[]) => events.reduce(user.evolve, user.initialState)
  expect(fold(firstAdmin)).toMatchObject({ statut: 'actif', role: 'admin', request: 'none' })
  expect(fold(created({ role: 'data' }))).toMatchObject({ statut: 'actif', role: 'data', request: 'none' })
  expect(fold(approved)).toEqual({ statut: 'none' })
  expect(fold(rejected)).toEqual({ statut: 'none' })
})
