import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { eventId } from '../../kernel/event-id.ts'
import { eventDefinitions } from '../../registry.ts'
import { sample } from '../testing/stored-samples.ts'
import { type NoticedEvent, noticedEvents, noticesOf } from './notices-of.ts'
import { lastNotificationIdAt, notificationId, notificationsOf, placeOfNotification } from './notification.row.ts'
import { notificationFamilies, notificationFamily, notificationSubtypes, subtypesMeant } from './notification-kinds.ts'
import { notificationSentences, notificationTexts } from './notification-texts.ts'

const golden = join(import.meta.dirname, '../../../golden')
const versionOf = (type: string) => eventDefinitions.find((known) => known.type === type)!.version
const event = (type: string, changes: object = {}, actor?: { id: string; role: string }) =>
  sample<NoticedEvent>(type as NoticedEvent['type'], changes, actor ? { actor } : {})
const dataOf = (type: string) => event(type).data as unknown as Record<string, string>
/** Who is told, what, and where it leads. */
const told = (...parameters: Parameters<typeof event>) =>
  noticesOf(event(...parameters)).map(({ user_id, audience, text, link }) => [user_id ?? audience, text, link])

describe('recruitment §5.2, row by row', () => {
  test('W-34 CandidateRegistered, active: one welcome to the candidate', () => {
    const { user_id } = dataOf('CandidateRegistered')
    expect(told('CandidateRegistered', { statut: 'actif' })).toEqual([[user_id, 'registration', '/profile']])
  })
  test('W-34 CandidateRegistered, waiting: no welcome, and those who decide hear of it', () => {
    const { user_id } = dataOf('CandidateRegistered')
    expect(told('CandidateRegistered', { statut: 'en_attente' })).toEqual([
      [user_id, 'registration.pending', '/profile'],
      ['access-reviewers', 'access_requested', '/recruiter/access-requests'],
    ])
  })
  test('AccessApproved: the candidate; AccessRejected: nobody, since the account is blocked', () => {
    const { user_id } = dataOf('AccessApproved')
    expect(told('AccessApproved')).toEqual([[user_id, 'access_approved', '/profile']])
    expect(noticedEvents).not.toContain('AccessRejected')
  })
  test('passwords: forgotten, reset, changed; an invitation is told by mail alone', () => {
    const { user_id } = dataOf('PasswordChanged')
    expect(told('PasswordResetRequested', { user_id, purpose: 'forgotten' })).toEqual([
      [user_id, 'password_reset', '/profile/security'],
    ])
    expect(told('PasswordResetRequested', { purpose: 'invitation' })).toEqual([])
    for (const type of ['PasswordReset', 'PasswordChanged'])
      expect(told(type, { user_id })).toEqual([[user_id, 'password_changed', '/profile/security']])
  })
  test('ApplicationSubmitted: the candidate, and the recruiter of the offer', () => {
    const { application_id, candidate_id, recruiter_id } = dataOf('ApplicationSubmitted')
    const link = `/applications/${application_id}`
    expect(told('ApplicationSubmitted')).toEqual([
      [candidate_id, 'application_submitted', link],
      [recruiter_id, 'application_submitted.received', link],
    ])
  })
  test('W-35 a draft that is saved is told to nobody, however often', () => {
    expect(eventDefinitions.map(({ type }) => type).filter((type) => /draft/i.test(type))).not.toContain('DraftSaved')
    expect(noticedEvents.filter((type) => /draft/i.test(type))).toEqual([])
    expect(Object.keys(notificationTexts)).not.toContain('draft_saved')
  })
  test('ApplicationDocumentUploaded: the candidate, of own uploads alone', () => {
    const { application_id, candidate_id } = dataOf('ApplicationDocumentUploaded')
    const link = `/applications/${application_id}`
    expect(told('ApplicationDocumentUploaded', { uploaded_by: candidate_id })).toEqual([
      [candidate_id, 'document_uploaded', link],
    ])
    expect(told('ApplicationDocumentUploaded', { uploaded_by: 'an administrator' })).toEqual([])
  })
  test('ApplicationStatusChanged: the candidate; not when it follows from an appointment, which is told by itself', () => {
    const { application_id, candidate_id } = dataOf('ApplicationStatusChanged')
    const link = `/applications/${application_id}`
    expect(told('ApplicationStatusChanged', { new_status: 'rejected' })).toEqual([
      [candidate_id, 'application_status_changed.rejected', link],
    ])
    const policy = { id: 'policy:interviews', role: 'system' }
    expect(told('ApplicationStatusChanged', { new_status: 'interview_scheduled' }, policy)).toEqual([])
    // Of one command with what is told by itself: the second of its events.
    const changed = event('ApplicationStatusChanged', { new_status: 'simulation_scheduled' })
    const [alone, second] = [0, 1].map((place) => eventId(changed.metadata.command_id, changed.stream, place))
    expect(noticesOf({ ...changed, id: alone! })).toHaveLength(1)
    expect(noticesOf({ ...changed, id: second! })).toEqual([])
  })
  test('interviews: scheduled, moved, swapped, cancelled, near', () => {
    const { application_id, candidate_id } = dataOf('InterviewScheduled')
    const link = `/applications/${application_id}/interviews`
    expect(told('InterviewScheduled')).toEqual([[candidate_id, 'interview_scheduled', link]])
    expect(told('InterviewRescheduled', { application_id, candidate_id })).toEqual([
      [candidate_id, 'interview_rescheduled', link],
    ])
    expect(told('InterviewCancelled', { application_id, candidate_id })).toEqual([
      [candidate_id, 'interview_cancelled', link],
    ])
    const { a, b } = dataOf('InterviewsSwapped') as never as Record<'a' | 'b', { candidate_id: string }>
    expect(told('InterviewsSwapped').map(([who, what]) => [who, what])).toEqual([
      [a.candidate_id, 'interview_rescheduled'],
      [b.candidate_id, 'interview_rescheduled'],
    ])
    const reached = { kind: 'interview-reminder', application_id, candidate_id, subject_at: '2026-03-16T08:30:00.000Z' }
    expect(told('DeadlineReached', reached)).toEqual([[candidate_id, 'interview_reminder', link]])
    // In the time of Libreville.
    expect(noticesOf(event('DeadlineReached', reached))[0]).toMatchObject({ date: '2026-03-16', time: '09:30' })
  })
  test('SimulationScheduled and SimulationCancelled: the candidate', () => {
    const { candidate_id } = dataOf('SimulationScheduled')
    expect(told('SimulationScheduled')).toMatchObject([[candidate_id, 'simulation_scheduled', expect.anything()]])
    expect(told('SimulationCancelled', { candidate_id })).toMatchObject([
      [candidate_id, 'simulation_cancelled', expect.anything()],
    ])
  })
  test('EvaluationCompleted: the recruiter, through an event of their inbox; never the candidate, never a score', () => {
    const { user_id, application_id } = dataOf('NotificationCreated')
    expect(told('NotificationCreated')).toEqual([
      [user_id, 'evaluation_completed', `/applications/${application_id}/evaluation`],
    ])
    expect(noticedEvents).not.toContain('EvaluationCompleted')
    expect(JSON.stringify(notificationTexts.evaluation_completed)).not.toMatch(/score|note/i)
  })
  test('offers: published and closing soon, to those who asked; closing itself to nobody', () => {
    const { job_offer_id } = dataOf('JobOfferPublished')
    expect(told('JobOfferPublished')).toEqual([['job-offers', 'job_match', `/jobs/${job_offer_id}`]])
    const soon = { kind: 'offer-closing-soon', job_offer_id, application_id: null, candidate_id: null }
    expect(told('DeadlineReached', soon)).toEqual([['job-offers', 'job_deadline', `/jobs/${job_offer_id}`]])
    expect(told('DeadlineReached', { ...soon, kind: 'offer-closing' })).toEqual([])
  })
  test('profiles: completed and changed by their owner; one that a submission made is no news', () => {
    const { user_id } = dataOf('CandidateProfileCreated')
    const owner = { id: user_id!, role: 'candidate' }
    expect(told('CandidateProfileCreated', {}, owner)).toEqual([[user_id, 'profile_completed', '/profile']])
    expect(told('CandidateProfileCreated', {}, { id: 'policy:x', role: 'system' })).toEqual([])
    expect(told('CandidateProfileUpdated', { user_id }, owner)).toEqual([[user_id, 'profile_updated', '/profile']])
  })
})

test('D-16 a type is one of six families, a sub-type says the rest, and filters take both', () => {
  expect(notificationFamilies).toHaveLength(6)
  for (const subtype of notificationSubtypes) expect(notificationFamilies).toContain(notificationFamily(subtype))
  expect(subtypesMeant('reminder')).toEqual(['interview_reminder', 'job_deadline'])
  expect(subtypesMeant('job_match')).toEqual(['job_match'])
  expect(subtypesMeant('system')).toContain('registration')
})

test('W-48 ids are integers that follow from the log: the same at every rebuild, greater for what came later', () => {
  const made = notificationsOf(event('ApplicationSubmitted'))
  expect(notificationsOf(event('ApplicationSubmitted'))).toEqual(made)
  expect(made.map(({ row }) => row.notification_id)).toEqual([notificationId(42n, 0), notificationId(42n, 1)])
  expect(new Set(made.map(({ key }) => key)).size).toBe(2)
  expect(placeOfNotification(notificationId(42n, 1))).toEqual({ position: 42n, index: 1 })
  expect(lastNotificationIdAt(42n)).toBeLessThan(notificationId(43n, 0))
  expect(() => notificationId(1n, 8)).toThrow('more than 8')
})

test('no event tells one person twice, and every notice has its sentences in both languages', () => {
  for (const type of noticedEvents) {
    const file = `${type}.v${versionOf(type)}.json`
    expect(readdirSync(golden)).toContain(file)
    const notices = noticesOf(event(type))
    const people = notices.map(({ user_id, audience }) => user_id ?? audience)
    expect(new Set(people).size).toBe(people.length)
    for (const { text, date, time } of notices)
      for (const language of ['fr', 'en'] as const) {
        const sentences = notificationSentences(text, { job: 'Comptable', person: 'Awa Ndong', date, time }, language)
        expect(sentences.title.length).toBeGreaterThan(0)
        expect(`${sentences.title}${sentences.message}`).not.toMatch(/[{}]|undefined|null/)
      }
  }
})

test('sentences in French and English; an erased person and a deleted offer are not named', () => {
  const facts = { job: 'Comptable', person: null, date: '2026-03-16', time: '09:30' }
  expect(notificationSentences('interview_scheduled', facts, 'fr').message).toBe(
    'Votre entretien pour « Comptable » aura lieu le 16/03/2026 à 09:30.',
  )
  expect(notificationSentences('interview_scheduled', facts, 'en').message).toBe(
    'Your interview for "Comptable" takes place on 2026-03-16 at 09:30.',
  )
  expect(notificationSentences('evaluation_completed', { ...facts, job: null }, 'fr').message).toBe(
    "L'évaluation est terminée : Un candidat, « offre supprimée ».",
  )
})
