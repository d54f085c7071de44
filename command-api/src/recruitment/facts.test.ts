import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type UserEvent, userEvents } from '@one-hcm/contracts/identity/users/user.events'
import { erased } from '@one-hcm/contracts/kernel/erased'
import { person } from './facts.ts'

/** The stored sample of an event of the identity context. */
const golden = (type: UserEvent['type'], changes: object = {}): UserEvent => {
  const file = join(import.meta.dirname, `../../../contracts/golden/${type}.v1.json`)
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: object }
  return { type, data: { ...data, ...changes } } as UserEvent
}
const fold = (...events: UserEvent[]) => events.reduce(person.evolve, person.initialState)

describe('what recruitment knows of a person', () => {
  const waiting = golden('CandidateRegistered', { statut: 'en_attente', candidate_status: 'interne' })

  test('nothing without events, or after an abandoned registration', () => {
    expect(fold()).toMatchObject({ known: false, statut: 'en_attente' })
    expect(fold(golden('RegistrationAbandoned'))).toMatchObject({ known: false })
  })

  test('candidates are as they registered', () => {
    expect(fold(waiting)).toEqual({ known: true, statut: 'en_attente', candidateStatus: 'interne' })
    expect(fold(golden('CandidateRegistered', { statut: 'actif', candidate_status: 'externe' }))).toEqual({
      known: true,
      statut: 'actif',
      candidateStatus: 'externe',
    })
  })

  test('the decision on their access opens or blocks them; that somebody looked at it does not', () => {
    expect(fold(waiting, golden('AccessRequestViewed'))).toMatchObject({ statut: 'en_attente' })
    expect(fold(waiting, golden('AccessApproved'))).toMatchObject({ statut: 'actif', candidateStatus: 'interne' })
    expect(fold(waiting, golden('AccessRejected'))).toMatchObject({ statut: 'bloqué' })
  })

  test('accounts that were opened for somebody are active', () => {
    expect(fold(golden('UserCreatedByAdmin'))).toMatchObject({ known: true, statut: 'actif' })
    expect(fold(golden('FirstAdminCreated'))).toMatchObject({ known: true, statut: 'actif', candidateStatus: null })
  })

  test('is the same once the person is erased', () => {
    for (const { type, personal } of userEvents) {
      const sealed = Object.fromEntries(
        Object.values(personal)
          .flat()
          .map((field) => [field, erased]),
      )
      expect(fold(golden(type, sealed))).toEqual(fold(golden(type)))
    }
  })
})
