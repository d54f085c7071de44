import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { erased } from '../../kernel/erased.ts'
import type { Recorded } from '../../kernel/event.ts'
import { accessRequestId } from './access-request.ts'
import { type UserEvent, userEvents } from './user.events.ts'
import { foldUser, type UserRow } from './user.row.ts'

const USER = '3f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c01'

/** The stored sample of an event type as if recorded in this stream. */
function sample(type: UserEvent['type'], index = 0, lost = false): Recorded<UserEvent> {
  const file = join(import.meta.dirname, `../../../golden/${type}.v1.json`)
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: Record<string, unknown> }
  const definition = userEvents.find((one) => one.type === type)!
  if (lost) for (const field of Object.values(definition.personal).flat()) data[field] = erased
  return {
    type,
    data,
    id: `00000000-0000-5000-8000-00000000000${index}`,
    stream: `user-${USER}`,
    revision: index,
    position: BigInt(index),
    prepare: BigInt(index),
    metadata: {
      actor: { id: 'somebody', role: 'recruiter' },
      correlation_id: 'c',
      causation_id: 'c',
      request_id: 'r',
      occurred_at: `2026-01-15T10:00:0${index}.000Z`,
      schema_version: 1,
      command_id: 'd',
    },
  } as unknown as Recorded<UserEvent>
}

/** Every event is folded twice: the second time must change nothing. */
const fold = (...types: UserEvent['type'][]): UserRow | undefined =>
  types
    .map((type, index) => sample(type, index))
    .reduce<UserRow | undefined>((row, event) => {
      const once = foldUser(row, event)
      expect(foldUser(once, event)).toEqual(once)
      return once
    }, undefined)

test('CandidateRegistered: an internal one without company e-mail has an open request', () => {
  expect(fold('CandidateRegistered')).toEqual({
    id: USER,
    email: 'awa.ndong@example.com',
    profile: null,
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
    adresse: '12 rue des Cocotiers, Libreville',
    poste_actuel: 'Technicienne réseau',
    annees_experience: 7,
    consent_at: '2026-01-15T10:00:00.000Z',
    created_by: null,
    access_request: {
      id: accessRequestId(USER),
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
  })
})

test('CandidateRegistered: an active one has no request', () => {
  const event = sample('CandidateRegistered')
  const active = { ...event, data: { ...event.data, statut: 'actif' } } as Recorded<UserEvent>
  expect(foldUser(undefined, active)).toMatchObject({ statut: 'actif', access_request: null })
})

test('RegistrationAbandoned leaves no row', () => {
  expect(fold('RegistrationAbandoned')).toBeUndefined()
})

test('FirstAdminCreated', () => {
  expect(fold('FirstAdminCreated')).toMatchObject({
    email: 'admin@example.com',
    first_name: 'Aline',
    last_name: 'Obame',
    role: 'admin',
    statut: 'actif',
    access_request: null,
  })
})

test('UserCreatedByAdmin', () => {
  expect(fold('UserCreatedByAdmin')).toMatchObject({
    email: 'awa.ndong@example.com',
    role: 'recruiter',
    statut: 'actif',
    created_by: '0d8f2b6c-11aa-5c3e-9b7d-6e5f4a3b2c03',
    access_request: null,
  })
})

test('AccessRequestViewed touches the request and not the account', () => {
  expect(fold('CandidateRegistered', 'AccessRequestViewed')).toMatchObject({
    statut: 'en_attente',
    updated_at: '2026-01-15T10:00:00.000Z',
    access_request: { status: 'pending', viewed: true, updated_at: '2026-01-15T10:00:01.000Z' },
  })
})

test('AccessApproved decides the request and activates the account', () => {
  expect(fold('CandidateRegistered', 'AccessApproved')).toMatchObject({
    statut: 'actif',
    updated_at: '2026-01-15T10:00:01.000Z',
    access_request: {
      status: 'approved',
      viewed: true,
      reviewed_at: '2026-01-15T10:00:01.000Z',
      reviewed_by: '0d8f2b6c-11aa-5c3e-9b7d-6e5f4a3b2c03',
      rejection_reason: null,
    },
  })
})

test('AccessRejected decides the request, keeps the reason and blocks the account', () => {
  expect(fold('CandidateRegistered', 'AccessRequestViewed', 'AccessRejected')).toMatchObject({
    statut: 'bloqué',
    access_request: {
      status: 'rejected',
      rejection_reason: 'Le matricule ne correspond pas à la personne.',
      reviewed_at: '2026-01-15T10:00:02.000Z',
    },
  })
})

test.each(userEvents.map(({ type }) => type))('%s folds without the erased person', (type) => {
  const born = type === 'CandidateRegistered' ? undefined : foldUser(undefined, sample('CandidateRegistered', 0, true))
  const row = foldUser(born, sample(type, 1, true))
  const personal = [row?.email, row?.first_name, row?.phone, row?.matricule, row?.access_request?.rejection_reason]
  expect(personal.filter((value) => value !== null && value !== undefined)).toEqual([])
})
