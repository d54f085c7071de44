import { expect, test } from '@jest/globals'
import { accessRequestToWire, accessRequestWire } from './access-request.wire.ts'
import type { UserRow } from './user.row.ts'
import { userToWire, userWire, userWithProfileToWire, userWithProfileWire } from './user.wire.ts'

const row: UserRow = {
  id: '3f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c01',
  email: 'awa.ndong@example.com',
  first_name: 'Awa',
  last_name: 'Ndong',
  role: 'candidate',
  phone: '+24106000000',
  date_of_birth: '1990-05-17',
  sexe: 'F',
  candidate_status: 'interne',
  matricule: 4821,
  no_seeg_email: true,
  statut: 'en_attente',
  email_verified: false,
  profile: null,
  adresse: 'Libreville',
  poste_actuel: null,
  annees_experience: 7,
  consent_at: null,
  created_by: null,
  access_request: {
    id: 'b7c0c2d4-8a53-5f6e-8f0b-2f1d7c9e4a02',
    status: 'pending',
    rejection_reason: null,
    viewed: false,
    created_at: '2026-01-15T10:00:00.000Z',
    updated_at: '2026-01-15T10:00:00.000Z',
    reviewed_at: null,
    reviewed_by: null,
  },
  created_at: '2026-01-15T10:00:00.000Z',
  updated_at: '2026-01-15T10:00:00.000Z',
}

test('an account shows the 21 fields of its clients and nothing else', () => {
  const wire = userToWire(row, '2026-01-16T08:00:00.000Z')
  expect(userWire.strict().parse(wire)).toEqual(wire)
  expect(Object.keys(wire)).toHaveLength(21)
  expect(wire).toMatchObject({
    is_internal_candidate: true,
    is_active: false,
    date_of_birth: '1990-05-17T00:00:00.000Z',
    last_login: '2026-01-16T08:00:00.000Z',
  })
  expect(userWithProfileWire.strict().parse(userWithProfileToWire(row, null))).toMatchObject({
    candidate_profile: null,
  })
})

test('an access request shows the person flat and nested, the staff number as text', () => {
  const wire = accessRequestToWire(row)
  expect(accessRequestWire.strict().parse(wire)).toEqual(wire)
  expect(wire).toMatchObject({
    id: row.access_request!.id,
    user_id: row.id,
    matricule: '4821',
    request_type: 'internal_no_seeg_email',
    status: 'pending',
    user_statut: 'en_attente',
    users: { date_of_birth: '1990-05-17T00:00:00.000Z', sexe: 'F', adresse: 'Libreville', statut: 'en_attente' },
  })
})

test('an erased person stays on the wire as an id', () => {
  const nobody = { ...row, email: null, first_name: null, last_name: null, date_of_birth: null, matricule: null }
  expect(userToWire(nobody, null)).toMatchObject({ id: row.id, email: null, date_of_birth: null })
  expect(accessRequestToWire(nobody)).toMatchObject({ matricule: null, date_of_birth: null })
})
