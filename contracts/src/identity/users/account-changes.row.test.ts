import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { erased } from '../../kernel/erased.ts'
import type { Recorded } from '../../kernel/event.ts'
import { type UserEvent, userEvents } from './user.events.ts'
import { foldUser, type UserRow } from './user.row.ts'

const USER = '3f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c01'

/** The stored samples of these types as one stream, each event told twice; `lost` with every envelope erased. */
function fold(types: readonly UserEvent['type'][], { lost = false, change = {} } = {}): UserRow | undefined {
  return types.reduce<UserRow | undefined>((row, type, index) => {
    const file = join(import.meta.dirname, `../../../golden/${type}.v1.json`)
    const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: Record<string, unknown> }
    const { personal } = userEvents.find((one) => one.type === type)!
    if (lost) for (const field of Object.values(personal).flat()) data[field] = erased
    const event = {
      type,
      data: index === types.length - 1 ? { ...data, ...change } : data,
      stream: `user-${USER}`,
      metadata: { occurred_at: `2026-01-15T10:00:0${index}.000Z` },
    } as unknown as Recorded<UserEvent>
    const once = foldUser(row, event)
    expect(foldUser(once, event)).toEqual(once)
    return once
  }, undefined)
}

const after = (type: UserEvent['type'], options?: Parameters<typeof fold>[1]) =>
  fold(['CandidateRegistered', type], options)

test('UserAccountUpdated changes what it names', () => {
  expect(after('UserAccountUpdated')).toMatchObject({
    first_name: 'Awa',
    last_name: 'Ndong Mba',
    annees_experience: 7,
    updated_at: '2026-01-15T10:00:01.000Z',
  })
})
test('UserIdentifiersChanged gives address and staff number', () => {
  expect(after('UserIdentifiersChanged')).toMatchObject({ email: 'awa.mba@example.com', matricule: 4821 })
})
test('UserRoleChanged', () => {
  expect(after('UserRoleChanged')).toMatchObject({ role: 'recruiter' })
})
test('UserStatutChanged closes a request that nobody decides any more', () => {
  expect(after('UserStatutChanged', { change: { new_statut: 'archivé' } })).toMatchObject({
    statut: 'archivé',
    access_request: { status: 'rejected', viewed: true, rejection_reason: null },
  })
})
test('UserDeleted leaves no row', () => {
  expect(after('UserDeleted')).toBeUndefined()
})
test('CandidateProfileCreated and CandidateProfileUpdated', () => {
  expect(fold(['CandidateRegistered', 'CandidateProfileCreated', 'CandidateProfileUpdated'])).toMatchObject({
    profile: {
      availability: 'Immédiate',
      skills: ['SIG'],
      years_experience: 6,
      created_at: '2026-01-15T10:00:01.000Z',
    },
  })
  expect(after('CandidateProfileUpdated')).toMatchObject({ profile: null })
})
test.each(['PasswordChanged', 'PasswordResetRequested', 'PasswordReset', 'IdentifierChangeAbandoned'] as const)(
  '%s changes nothing that people see',
  (type) => {
    expect(after(type)).toEqual(fold(['CandidateRegistered']))
  },
)
test('an erased person has nothing of this left', () => {
  const types = [
    'CandidateRegistered',
    'UserAccountUpdated',
    'UserIdentifiersChanged',
    'CandidateProfileCreated',
    'CandidateProfileUpdated',
  ] as const
  expect(fold(types, { lost: true })).toMatchObject({
    email: null,
    last_name: null,
    matricule: null,
    profile: { education: null, skills: [] },
  })
})
test('without its beginning a stream makes no row', () => {
  for (const type of ['UserAccountUpdated', 'UserRoleChanged', 'UserStatutChanged', 'CandidateProfileCreated'] as const)
    expect(fold([type])).toBeUndefined()
})
