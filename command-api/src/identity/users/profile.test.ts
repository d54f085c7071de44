import { expect, test } from '@jest/globals'
import { candidateProfileId, emptyProfile } from '@one-hcm/contracts/identity/users/candidate-profile'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { erased } from '@one-hcm/contracts/kernel/erased'
import { given } from '@one-hcm/platform/testing/given'
import { createProfile } from './create-profile.ts'
import { updateProfile } from './update-profile.ts'
import { type UserState, user } from './user.ts'

const registered: UserEvent = {
  type: 'CandidateRegistered',
  data: {
    user_id: 'u-1',
    email: 'awa@example.com',
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: null,
    date_of_birth: '1990-05-17',
    adresse: 'Libreville',
    poste_actuel: 'Technicienne',
    matricule: null,
    sexe: 'F',
    candidate_status: 'externe',
    no_seeg_email: false,
    annees_experience: 6,
    statut: 'actif',
    consent_at: null,
  },
}
const profile_id = candidateProfileId('u-1')
const created = (profile = {}): UserEvent => ({
  type: 'CandidateProfileCreated',
  data: { user_id: 'u-1', profile_id, profile: { ...emptyProfile, ...profile } },
})
const updated = (changes: object): UserEvent => ({
  type: 'CandidateProfileUpdated',
  data: { user_id: 'u-1', profile_id, changes },
})
const create = (state: UserState) => createProfile(state, { userId: 'u-1' })
const update = (wanted: object) => (state: UserState) => updateProfile(state, { userId: 'u-1', wanted })

test('W-49: the first application makes a profile of what the account says', () => {
  given(user, registered)
    .when(create)
    .then([created({ address: 'Libreville', current_position: 'Technicienne', years_experience: 6 })])
  given(user, registered, created({ gender: 'F' }))
    .when(create)
    .thenAlreadySo()
  given(user).when(create).thenAlreadySo()
})

test('a profile is filled in, then only what differs changes', () => {
  given(user, registered)
    .when(update({ skills: ['SIG'] }))
    .then([created({ skills: ['SIG'] })])
  given(user, registered, created({ skills: ['SIG'] }))
    .when(update({ skills: ['SIG'], gender: 'F', education: undefined }))
    .then([updated({ gender: 'F' })])
  given(user, registered, created()).when(update({})).thenAlreadySo()
})

test('expectations fit together, also with what was said before', () => {
  given(user, registered)
    .when(update({ expected_salary_min: 5, expected_salary_max: 4 }))
    .thenRefused('profile-salary-range')
  given(user, registered, created({ expected_salary_max: 4 }))
    .when(update({ expected_salary_min: 5 }))
    .thenRefused('profile-salary-range')
  given(user).when(update({})).thenRefused('user-not-found')
})

test('an erased profile can be filled in again', () => {
  const lost = [
    registered,
    { ...created(), data: { user_id: 'u-1', profile_id, profile: erased } } as UserEvent,
    { ...updated({}), data: { user_id: 'u-1', profile_id, changes: erased } } as UserEvent,
  ].reduce(user.evolve, user.initialState)
  expect(update({ gender: 'M' })(lost)).toEqual([updated({ gender: 'M' })])
})
