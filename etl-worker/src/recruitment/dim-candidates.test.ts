import { describe, expect, test } from '@jest/globals'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { dimCandidates } from '@one-hcm/contracts/recruitment/lake/dim-candidates.table'
import { historyOf } from '../testing/history.ts'
import { candidateId, userSamples } from '../testing/samples.ts'
import { candidateRow } from './dim-candidates.ts'

const { CandidateRegistered, UserCreatedByAdmin, FirstAdminCreated, RegistrationAbandoned } = userSamples
const { AccessRequestViewed, AccessApproved, AccessRejected } = userSamples
const internal: UserEvent = {
  ...CandidateRegistered,
  data: {
    ...CandidateRegistered.data,
    candidate_status: 'interne',
    matricule: 4711,
    no_seeg_email: true,
    statut: 'en_attente',
  },
}
const rowOf = (...events: UserEvent[]) => candidateRow(historyOf(`user-${candidateId}`, events))

const profile = {
  profile_address: null,
  profile_availability: null,
  profile_birth_date: null,
  current_department: null,
  current_position: null,
  cv_url: null,
  education: null,
  expected_salary_min: null,
  expected_salary_max: null,
  gender: null,
  linkedin_url: null,
  portfolio_url: null,
  skills: null,
  profile_years_experience: null,
  years_experience: null,
  profile_id: null,
}
const awa = {
  candidate_id: candidateId,
  email: 'awa.ndong@example.com',
  first_name: 'Awa',
  last_name: 'Ndong',
  full_name: 'Awa Ndong',
  phone: '+24106000000',
  date_of_birth: '1990-05-04',
  sexe: 'F',
  adresse: '12 rue des Manguiers, Libreville',
  matricule: null,
  poste_actuel: 'Électricienne',
  annees_experience: 7,
  role: 'candidate',
  candidate_status: 'externe',
  statut: 'actif',
  is_internal_candidate: false,
  email_verified: false,
  is_active: true,
  candidate_created_at: '2026-01-15T10:00:00.000Z',
  ...profile,
}

describe('dim_candidates', () => {
  test('a candidate signs up', () => {
    expect(rowOf(CandidateRegistered)).toEqual(awa)
  })

  test('an internal candidate without company mailbox signs up and waits', () => {
    expect(rowOf(internal)).toEqual({
      ...awa,
      candidate_status: 'interne',
      is_internal_candidate: true,
      matricule: 4711,
      statut: 'en_attente',
      is_active: false,
    })
  })

  test('a candidate with a profile', () => {
    expect(
      rowOf(CandidateRegistered, userSamples.CandidateProfileCreated, userSamples.CandidateProfileUpdated),
    ).toEqual({
      ...awa,
      skills: ['SIG'],
      gender: 'F',
      years_experience: 8,
      profile_years_experience: 8,
      profile_id: 'f0000000-0000-5000-8000-000000000002',
    })
  })

  test('an administrator opens an account for a candidate', () => {
    expect(rowOf(UserCreatedByAdmin)).toEqual(awa)
  })

  test('the fields are those of the table, in its order', () => {
    expect(Object.keys(rowOf(CandidateRegistered)!)).toEqual(Object.keys(dimCandidates.columns))
  })

  test.each([
    ['an account opened for staff', { ...UserCreatedByAdmin, data: { ...UserCreatedByAdmin.data, role: 'recruiter' } }],
    ['the first administrator', FirstAdminCreated],
    ['an abandoned registration', RegistrationAbandoned],
  ] as [string, UserEvent][])('no row: %s', (_, event) => {
    expect(rowOf(event)).toBeUndefined()
  })

  test.each([
    ['seen', AccessRequestViewed, { statut: 'en_attente', is_active: false }],
    ['approved', AccessApproved, { statut: 'actif', is_active: true }],
    ['rejected', AccessRejected, { statut: 'bloqué', is_active: false }],
  ] as [string, UserEvent, object][])('an access request is %s, told once or twice', (_, event, change) => {
    const expected = { ...rowOf(internal)!, ...change }
    expect(rowOf(internal, event)).toEqual(expected)
    expect(rowOf(internal, event, event)).toEqual(expected)
  })

  test.each([[[CandidateRegistered]], [[UserCreatedByAdmin]], [[internal, AccessRejected]]] as [UserEvent[]][])(
    'an erased candidate keeps a row without personal values (%#)',
    (events) => {
      const row = candidateRow(historyOf(`user-${candidateId}`, events, { erased: candidateId }))!
      expect(dimCandidates.schema.parse(row)).toEqual(row)
      for (const [name, { classification }] of Object.entries(dimCandidates.columns))
        if (classification === 'personal') expect([name, row[name as keyof typeof row]]).toEqual([name, null])
      expect(row).toMatchObject({ candidate_id: candidateId, candidate_created_at: '2026-01-15T10:00:00.000Z' })
    },
  )
})
