import { expect, test } from '@jest/globals'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { given } from '@one-hcm/platform/testing/given'
import { ageAt } from './age.ts'
import { type RegisterCandidate, type RegistrationFacts, registerCandidate } from './register-candidate.ts'
import { type UserState, user } from './user.ts'

const external: RegisterCandidate = {
  userId: 'u-1',
  email: 'awa@example.com',
  firstName: 'Awa',
  lastName: 'Ndong',
  phone: null,
  dateOfBirth: '1990-05-17',
  sexe: 'F',
  candidateStatus: 'externe',
  matricule: null,
  noSeegEmail: false,
  adresse: null,
  posteActuel: null,
  anneesExperience: 3,
  consents: true,
  claimed: { role: null, statut: null },
}
const internal: RegisterCandidate = {
  ...external,
  email: 'awa@seeg-gabon.com',
  candidateStatus: 'interne',
  matricule: 4821,
}
const withoutMailbox: RegisterCandidate = { ...internal, email: 'awa@example.com', noSeegEmail: true }

const facts: RegistrationFacts = {
  taken: { email: false, matricule: false },
  agent: { fixedTerm: false },
  blockUnknownMatricule: true,
  companyDomain: 'seeg-gabon.com',
  now: '2026-01-15T10:00:00.000Z',
}

const registered = (change: Partial<Extract<UserEvent, { type: 'CandidateRegistered' }>['data']>): UserEvent => ({
  type: 'CandidateRegistered',
  data: {
    user_id: 'u-1',
    email: 'awa@example.com',
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: null,
    date_of_birth: '1990-05-17',
    adresse: null,
    poste_actuel: null,
    matricule: null,
    sexe: 'F',
    candidate_status: 'externe',
    no_seeg_email: false,
    annees_experience: 3,
    statut: 'actif',
    consent_at: facts.now,
    ...change,
  },
})

const signUp =
  (command: RegisterCandidate, change: Partial<RegistrationFacts> = {}) =>
  (state: UserState) =>
    registerCandidate(state, command, { ...facts, ...change })

test('an external candidate is active at once; a staff number is ignored', () => {
  given(user)
    .when(signUp(external))
    .then([registered({})])
  given(user)
    .when(signUp({ ...external, matricule: 4821, noSeegEmail: true }))
    .then([registered({})])
})

test('D-20: an internal candidate with company e-mail is active at once', () => {
  given(user)
    .when(signUp(internal))
    .then([registered({ email: 'awa@seeg-gabon.com', matricule: 4821, candidate_status: 'interne' })])
})

test('an internal candidate without company e-mail waits for approval', () => {
  given(user)
    .when(signUp(withoutMailbox))
    .then([registered({ matricule: 4821, candidate_status: 'interne', no_seeg_email: true, statut: 'en_attente' })])
})

test('the kind of candidate follows from the staff number when it is not given', () => {
  given(user)
    .when(signUp({ ...external, candidateStatus: null }))
    .then([registered({})])
  given(user)
    .when(signUp({ ...internal, candidateStatus: null }))
    .then([registered({ email: 'awa@seeg-gabon.com', matricule: 4821, candidate_status: 'interne' })])
})

test('consent is recorded only where it was given', () => {
  given(user)
    .when(signUp({ ...external, consents: false }))
    .then([registered({ consent_at: null })])
})

test.each<
  [
    string,
    RegisterCandidate,
    Partial<RegistrationFacts>,
    Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRefused']>[0],
  ]
>([
  ['a known address', external, { taken: { email: true, matricule: false } }, 'email-already-used'],
  ['an internal one without number', { ...internal, matricule: null }, {}, 'matricule-required'],
  ['a number in use', internal, { taken: { email: false, matricule: true } }, 'matricule-already-used'],
  ['a number nobody knows', internal, { agent: undefined }, 'matricule-unknown'],
  ['a fixed-term number', internal, { agent: { fixedTerm: true } }, 'matricule-fixed-term'],
  ['a private address', { ...internal, email: 'awa@example.com' }, {}, 'company-email-required'],
  [
    'a domain that only contains the name',
    { ...internal, email: 'a@seeg-gabon.com.evil.io' },
    {},
    'company-email-required',
  ],
  ['a company address denied', { ...internal, noSeegEmail: true }, {}, 'company-email-contradiction'],
  ['somebody of 17', { ...external, dateOfBirth: '2008-01-16' }, {}, 'age-not-allowed'],
  ['somebody of 101', { ...external, dateOfBirth: '1925-01-15' }, {}, 'age-not-allowed'],
  ['a wish to be admin', { ...external, claimed: { role: 'admin', statut: null } }, {}, 'guarded-field'],
  ['a wish to be archived', { ...external, claimed: { role: 'candidat', statut: 'archivé' } }, {}, 'guarded-field'],
])('refused: %s', (_, command, change, code) => {
  given(user).when(signUp(command, change)).thenRefused(code)
})

test('D-06: an unknown number passes where the directory does not block', () => {
  given(user)
    .when(signUp(internal, { agent: undefined, blockUnknownMatricule: false }))
    .then([registered({ email: 'awa@seeg-gabon.com', matricule: 4821, candidate_status: 'interne' })])
})

test('the address is judged before the staff number', () => {
  given(user)
    .when(signUp({ ...internal, matricule: null }, { taken: { email: true, matricule: false } }))
    .thenRefused('email-already-used')
})

test('registered before: already so', () => {
  given(user, registered({})).when(signUp(external)).thenAlreadySo()
})

test('an abandoned registration stays abandoned', () => {
  given(user, { type: 'RegistrationAbandoned', data: { user_id: 'u-1' } })
    .when(signUp(external))
    .thenRefused('registration-interrupted')
})

test('age counts whole years', () => {
  expect(ageAt('2008-01-15', '2026-01-15T00:00:00.000Z')).toBe(18)
  expect(ageAt('2008-01-16', '2026-01-15T23:59:59.999Z')).toBe(17)
})
