import { expect, test } from '@jest/globals'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { recorded } from '@one-hcm/platform/testing/given'
import { sessionsProjection } from '../sessions/sessions.projection.ts'
import { usersProjection } from './users.projection.ts'

const ID = '3f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c01'
const registered: UserEvent = {
  type: 'CandidateRegistered',
  data: {
    user_id: ID,
    email: 'awa@example.com',
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: null,
    date_of_birth: null,
    adresse: null,
    poste_actuel: null,
    matricule: 4821,
    sexe: 'F',
    candidate_status: 'interne',
    no_seeg_email: true,
    annees_experience: null,
    statut: 'en_attente',
    consent_at: null,
  },
}

const columnsOf = (row: UserRow) =>
  Object.fromEntries(Object.entries(usersProjection.columns).map(([name, { value }]) => [name, value(row)]))

test('an account is found by role, statut, name, address and request', () => {
  const event = recorded(`user-${ID}`, registered)
  expect(usersProjection.key(event)).toBe(ID)
  expect(columnsOf(usersProjection.fold(undefined, event, ID) as UserRow)).toEqual({
    role: 'candidate',
    statut: 'en_attente',
    sexe: 'F',
    email: 'awa@example.com',
    first_name: 'awa',
    last_name: 'ndong',
    search: 'awa ndong awa awa@example.com',
    created_at: '2026-01-15T10:00:00.000Z',
    request_status: 'pending',
    request_viewed: false,
    request_created_at: '2026-01-15T10:00:00.000Z',
  })
})

test('an erased person without a request keeps a row that sorts', () => {
  const row = usersProjection.fold(undefined, recorded(`user-${ID}`, registered), ID) as UserRow
  const nobody = { ...row, email: null, first_name: null, last_name: null, access_request: null }
  expect(columnsOf(nobody)).toMatchObject({ email: '', first_name: '', search: '', request_status: null })
})

test('a login belongs to its account', () => {
  const event = recorded(`session-${ID}`, {
    type: 'SessionStarted',
    data: { session_id: ID, user_id: 'u-1', role: 'candidate', expires_at: '2026-01-22T10:00:00.000Z' },
  })
  const row = sessionsProjection.fold(undefined, event, ID)
  expect(sessionsProjection.key(event)).toBe(ID)
  expect(sessionsProjection.columns.user_id!.value(row)).toBe('u-1')
  expect(sessionsProjection.columns.started_at!.value(row)).toBe('2026-01-15T10:00:00.000Z')
})
