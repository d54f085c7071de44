import { expect, test } from '@jest/globals'
import type { UserEvent, UserStatut } from '@one-hcm/contracts/identity/users/user.events'
import { erased } from '@one-hcm/contracts/kernel/erased'
import { given } from '@one-hcm/platform/testing/given'
import { abandonIdentifierChange } from './abandon-identifier-change.ts'
import { deleteUser } from './delete-user.ts'
import { type UpdateAccount, type UpdateFacts, updateAccount } from './update-account.ts'
import { type UserState, user } from './user.ts'

type Registered = Extract<UserEvent, { type: 'CandidateRegistered' }>['data']
const registered = (change: Partial<Registered> = {}): UserEvent => ({
  type: 'CandidateRegistered',
  data: {
    user_id: 'u-1',
    email: 'awa@seeg-gabon.com',
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: null,
    date_of_birth: '1990-05-17',
    adresse: null,
    poste_actuel: null,
    matricule: 4821,
    sexe: 'F',
    candidate_status: 'interne',
    no_seeg_email: false,
    annees_experience: null,
    statut: 'actif',
    consent_at: null,
    ...change,
  },
})
const admin: UserEvent = {
  type: 'FirstAdminCreated',
  data: { user_id: 'u-1', email: 'ada@example.com', first_name: 'Ada', last_name: 'Min' },
}
const facts: UpdateFacts = {
  taken: { email: false, matricule: false },
  claimed: { email: true, matricule: true },
  companyDomain: 'seeg-gabon.com',
  now: '2026-01-15T10:00:00.000Z',
}
const update =
  (wish: Partial<UpdateAccount>, known: Partial<UpdateFacts> = {}) =>
  (state: UserState) =>
    updateAccount(
      state,
      {
        userId: 'u-1',
        wanted: {},
        role: undefined,
        statut: undefined,
        note: null,
        by: { id: 'u-1', isAdmin: false },
        claimId: 'claim-1',
        ...wish,
      },
      { ...facts, ...known },
    )
const byAdmin = { id: 'admin-1', isAdmin: true }
const statutChanged = (previous_statut: UserStatut, new_statut: UserStatut): UserEvent => ({
  type: 'UserStatutChanged',
  data: { user_id: 'u-1', previous_statut, new_statut, role: 'candidate', changed_by: 'admin-1', note: null },
})

test('a person corrects what is theirs; what is so already is no change', () => {
  given(user, registered())
    .when(update({ wanted: { first_name: 'Awa', last_name: 'Mba', phone: '+24106', annees_experience: 3 } }))
    .then([
      {
        type: 'UserAccountUpdated',
        data: {
          user_id: 'u-1',
          identity: { last_name: 'Mba', phone: '+24106' },
          attributes: { annees_experience: 3 },
          updated_by: 'u-1',
        },
      },
    ])
  given(user, registered())
    .when(update({ wanted: { first_name: 'Awa' }, role: 'candidate', statut: 'actif' }))
    .thenAlreadySo()
})

test.each<[string, Partial<UpdateAccount>]>([
  ['role', { role: 'admin' }],
  ['statut', { statut: 'bloqué' }],
  ['matricule', { wanted: { matricule: 1 } }],
  ['candidate_status', { wanted: { candidate_status: 'externe' } }],
  ['no_seeg_email', { wanted: { no_seeg_email: true } }],
  ['email_verified', { wanted: { email_verified: true } }],
])('Z4, W-03: %s is for administrators alone', (field, wish) => {
  given(user, registered()).when(update(wish)).thenRefused('guarded-field', { fields: field })
})

test('another address and staff number are one event under their reservation', () => {
  const moved: UserEvent = {
    type: 'UserIdentifiersChanged',
    data: {
      user_id: 'u-1',
      claim_id: 'claim-1',
      changed: ['email', 'matricule'],
      email: 'awa.mba@example.com',
      matricule: 9,
    },
  }
  const wish = { by: byAdmin, wanted: { email: 'awa.mba@example.com', matricule: 9 } }
  given(user, registered()).when(update(wish)).then([moved])
  given(user, registered())
    .when(update(wish, { taken: { email: true, matricule: false } }))
    .thenRefused('email-already-used')
  given(user, registered())
    .when(update(wish, { taken: { email: false, matricule: true } }))
    .thenRefused('matricule-already-used')
  given(user, registered())
    .when(update(wish, { claimed: { email: false, matricule: true } }))
    .thenRefused('concurrent-change')
  given(user, registered())
    .when(update(wish, { claimed: { email: true, matricule: false } }))
    .thenRefused('concurrent-change')
})

test('internal candidates keep a company address, unless they were approved without one', () => {
  const wish = { wanted: { email: 'awa@example.com' } }
  given(user, registered()).when(update(wish)).thenRefused('company-email-required', { domain: 'seeg-gabon.com' })
  const approved = registered({ no_seeg_email: true, email: 'awa@example.org' })
  expect(update(wish)(user.evolve(user.initialState, approved))).toHaveLength(1)
})

test('a reservation that was given up is no good any more', () => {
  const abandon = (state: UserState) => abandonIdentifierChange(state, { userId: 'u-1', claimId: 'claim-1' })
  const abandoned: UserEvent = {
    type: 'IdentifierChangeAbandoned',
    data: { user_id: 'u-1', claim_id: 'claim-1' },
  }
  given(user, registered()).when(abandon).then([abandoned])
  given(user).when(abandon).thenAlreadySo()
  given(user, registered(), abandoned)
    .when(update({ by: byAdmin, wanted: { email: 'a@b.co' } }))
    .thenRefused('identifier-change-interrupted')
})

test('an administrator changes role and statut; leaving with both is two facts', () => {
  given(user, registered())
    .when(update({ by: byAdmin, role: 'recruiter', statut: 'inactif', note: 'Congé' }))
    .then([
      {
        type: 'UserRoleChanged',
        data: {
          user_id: 'u-1',
          previous_role: 'candidate',
          new_role: 'recruiter',
          statut: 'inactif',
          changed_by: 'admin-1',
        },
      },
      {
        type: 'UserStatutChanged',
        data: {
          user_id: 'u-1',
          previous_statut: 'actif',
          new_statut: 'inactif',
          role: 'recruiter',
          changed_by: 'admin-1',
          note: 'Congé',
        },
      },
    ])
})

const statuts: readonly UserStatut[] = ['actif', 'en_attente', 'inactif', 'bloqué', 'archivé']
const allowed: Readonly<Record<string, readonly UserStatut[]>> = {
  actif: ['inactif', 'bloqué', 'archivé'],
  en_attente: ['archivé'],
  inactif: ['actif', 'bloqué', 'archivé'],
  bloqué: ['actif', 'archivé'],
  archivé: [],
}
test.each(statuts.flatMap((from) => statuts.filter((to) => to !== from).map((to) => [from, to] as const)))(
  'Z9, D-18: from %s to %s',
  (from, to) => {
    const history =
      from === 'en_attente'
        ? [registered({ statut: 'en_attente' })]
        : [registered(), ...(from === 'actif' ? [] : [statutChanged('actif', from)])]
    const decided = given(user, ...history).when(update({ by: byAdmin, statut: to }))
    if (allowed[from]!.includes(to)) decided.then([statutChanged(from, to)])
    else decided.thenRefused('statut-transition-refused', { from, to })
  },
)

test('who is archived while waiting is not decided on any more', () => {
  const state = [registered({ statut: 'en_attente' }), statutChanged('en_attente', 'archivé')].reduce(
    user.evolve,
    user.initialState,
  )
  expect(state).toMatchObject({ statut: 'archivé', request: 'rejected' })
})

test('nobody is updated who is not there, and the young stay out', () => {
  given(user)
    .when(update({ wanted: { first_name: 'X' } }))
    .thenRefused('user-not-found')
  given(user, registered())
    .when(update({ wanted: { date_of_birth: '2020-01-01' } }))
    .thenRefused('age-not-allowed')
})

test('an account is deleted once, for good', () => {
  const remove = (state: UserState) => deleteUser(state, { userId: 'u-1', requestedBy: 'admin-1' })
  const deleted: UserEvent = { type: 'UserDeleted', data: { user_id: 'u-1', requested_by: 'admin-1' } }
  given(user, admin).when(remove).then([deleted])
  given(user).when(remove).thenRefused('user-not-found')
  given(user, admin, deleted)
    .when(update({ role: 'admin' }))
    .thenRefused('user-not-found')
})

test('an erased person can still be corrected', () => {
  const lost = registered()
  const nobody = { ...lost, data: { ...lost.data, email: erased, first_name: erased, matricule: erased } } as UserEvent
  const state = user.evolve(user.initialState, nobody)
  expect(update({ by: byAdmin, wanted: { first_name: 'Awa' } })(state)).toHaveLength(1)
})
