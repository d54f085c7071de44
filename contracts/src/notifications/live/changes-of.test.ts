import { expect, test } from '@jest/globals'
import { eventDefinitions } from '../../registry.ts'
import { sample } from '../testing/stored-samples.ts'
import { changesOf, type LiveEvent, liveEvents } from './changes-of.ts'
import { foldLiveEvent } from './live-event.row.ts'

const said = (type: string, changes: object = {}) =>
  changesOf(sample<LiveEvent>(type as LiveEvent['type'], changes)).map(
    ({ resource, change, owner_id, audience, outside }) =>
      [resource, change, owner_id ? 'own' : audience, ...(outside === 'shown' ? [] : [outside])]
        .filter(Boolean)
        .join(' '),
  )

/** What each event says, in the words above; those that say nothing are named too. */
const table: Readonly<Record<string, readonly string[]>> = {
  RegistrationAbandoned: [],
  FirstAdminCreated: ['user created own'],
  UserCreatedByAdmin: ['user created own'],
  AccessRequestViewed: ['access_request updated'],
  AccessApproved: ['user updated own', 'access_request updated', 'notification created own'],
  AccessRejected: ['user updated own', 'access_request updated'],
  PasswordChanged: ['notification created own'],
  PasswordReset: ['notification created own'],
  UserAccountUpdated: ['user updated own'],
  UserIdentifiersChanged: ['user updated own'],
  IdentifierChangeAbandoned: [],
  UserRoleChanged: ['user updated own'],
  UserDeleted: ['user removed own'],
  CandidateProfileUpdated: ['user updated own', 'notification created own'],
  JobOfferDrafted: ['job_offer created hidden'],
  JobOfferRevised: ['job_offer updated'],
  JobOfferPublished: ['job_offer updated', 'notification created job-offers'],
  JobOfferFirstApplicationAdmitted: ['job_offer updated hidden'],
  JobOfferUnpublished: ['job_offer updated gone'],
  JobOfferClosed: ['job_offer updated gone'],
  JobOfferReopened: ['job_offer updated'],
  JobOfferArchived: ['job_offer updated hidden'],
  JobOfferDeleted: ['job_offer removed hidden'],
  ApplicationSubmitted: ['application created own', 'notification created own', 'notification created own'],
  ApplicationStatusChanged: ['application updated own', 'notification created own'],
  ApplicationAmended: ['application updated own'],
  ApplicationWithdrawn: ['application updated own'],
  ApplicationDeleted: ['application removed own'],
  ApplicationDocumentRemoved: ['document removed own', 'application updated own'],
  ApplicationInterviewDateSet: ['application updated own'],
  ApplicationInterviewDateCleared: ['application updated own'],
  SimulationScheduled: ['application updated own', 'notification created own'],
  SimulationCancelled: ['application updated own', 'notification created own'],
  SynthesisRecorded: ['application updated'],
  InterviewSlotOpened: ['interview_slot created'],
  InterviewScheduled: ['interview_slot updated own', 'notification created own'],
  InterviewRescheduled: ['interview_slot updated own', 'interview_slot updated own', 'notification created own'],
  InterviewsSwapped: [
    ...['interview_slot updated own', 'interview_slot updated own'],
    ...['notification created own', 'notification created own'],
  ],
  InterviewDetailsChanged: ['interview_slot updated own'],
  InterviewCompleted: ['interview_slot updated own'],
  InterviewCancelled: ['interview_slot updated own', 'notification created own'],
  EvaluationStarted: ['evaluation created'],
  NotificationCreated: ['notification created own'],
  NotificationRead: ['notification updated own'],
  AllNotificationsRead: ['notification read_all own'],
  NotificationPreferencesChanged: ['notification_preference updated own'],
  DeadlineSet: [],
  DeadlineMoved: [],
  DeadlineCancelled: [],
}

test.each(Object.entries(table))('%s says %j', (type, expected) => {
  expect(said(type)).toEqual(expected)
})

test('what depends on what the event says', () => {
  expect(said('CandidateRegistered', { statut: 'actif' })).toEqual(['user created own', 'notification created own'])
  expect(said('CandidateRegistered', { statut: 'en_attente' })).toEqual([
    ...['user created own', 'access_request created', 'notification created own'],
    'notification created access-reviewers',
  ])
  expect(said('UserStatutChanged', { previous_statut: 'actif' })).toEqual(['user updated own'])
  expect(said('UserStatutChanged', { previous_statut: 'en_attente' })).toEqual([
    ...['user updated own', 'access_request updated'],
  ])
  expect(said('ApplicationDocumentUploaded', { replaces: null, uploaded_by: 'somebody' })).toEqual([
    ...['document created own', 'application updated own'],
  ])
  expect(said('ApplicationDocumentUploaded', { replaces: 'former', uploaded_by: 'somebody' })).toEqual([
    ...['document removed own', 'document created own', 'application updated own'],
  ])
})

test('evaluations have no owner: candidates never hear of them', () => {
  const types = eventDefinitions.filter(({ category }) => category === 'protocol1').map(({ type }) => type)
  expect(types.length).toBeGreaterThan(5)
  for (const type of types)
    expect(said(type).every((change) => /^evaluation (created|updated)$/.test(change))).toBe(true)
})

test('every event of the contexts that people look at is thought of', () => {
  const categories = new Set(['user', 'jobOffer', 'application', 'interviewCalendar', 'protocol1', 'notifications'])
  const missing = eventDefinitions.filter(
    ({ category, type }) => categories.has(category) && !liveEvents.includes(type),
  )
  expect(missing).toEqual([])
})

test('a row is the same each time it is folded, says nothing personal, and is not there when there is nothing to say', () => {
  for (const type of liveEvents) {
    const event = sample<LiveEvent>(type as LiveEvent['type'])
    const row = foldLiveEvent(undefined, event)
    expect(foldLiveEvent(row, event)).toEqual(row)
    expect(row === undefined).toBe(said(type).length === 0)
    const { personal } = eventDefinitions.find((known) => known.type === type)!
    const values = Object.values(personal)
      .flat()
      .map((field) => (event.data as Record<string, unknown>)[field])
      .filter((value) => typeof value === 'string' && value.length > 3)
    for (const value of values) expect(JSON.stringify(row ?? {})).not.toContain(value)
  }
})

test('an event about an account or an offer says which, for whoever decides who may see it', () => {
  const registered = foldLiveEvent(undefined, sample<LiveEvent>('CandidateRegistered'))
  expect(registered).toMatchObject({ user_id: expect.any(String), job_offer_id: null })
  const published = foldLiveEvent(undefined, sample<LiveEvent>('JobOfferPublished'))
  expect(published).toMatchObject({ user_id: null, job_offer_id: expect.any(String) })
  expect(foldLiveEvent(undefined, sample<LiveEvent>('ApplicationSubmitted'))).toMatchObject({ job_offer_id: null })
})
