import { describe, expect, test } from '@jest/globals'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import {
  archived,
  closed,
  deleted,
  drafted,
  firstAdmitted,
  ids,
  published,
  reopened,
  submitted,
  unpublished,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { recorded } from '@one-hcm/platform/testing/given'
import { alignDeadlinesOnOffer } from './align-deadlines-on-offer.ts'
import { alignReminderOnInterview } from './align-reminder-on-interview.ts'
import { closeOfferAtDeadline } from './close-offer-at-deadline.ts'
import { createProfileOnSubmission } from './create-profile-on-submission.ts'
import { endSessionsOnAccountChange } from './end-sessions-on-account-change.ts'
import { listAdministratorOnAppointment } from './list-administrator-on-appointment.ts'
import { openEvaluationOnSubmission } from './open-evaluation-on-submission.ts'
import { policies } from './policies.ts'

test('every policy has a name of its own and reacts to events that exist', () => {
  const names = policies.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { on } of policies) for (const type of on) expect(eventDefinition(type)).toBeDefined()
})

describe('open-evaluation-on-submission', () => {
  test('ApplicationSubmitted → OpenProtocol1Evaluation', () => {
    const event = recorded(`application-${ids.application}`, submitted())
    expect(openEvaluationOnSubmission.on).toEqual(['ApplicationSubmitted'])
    expect(openEvaluationOnSubmission.react(event)).toEqual([
      { type: 'OpenProtocol1Evaluation', applicationId: ids.application, candidateId: ids.candidate },
    ])
  })
})

describe('create-profile-on-submission', () => {
  test('ApplicationSubmitted → CreateCandidateProfile', () => {
    const event = recorded(`application-${ids.application}`, submitted())
    expect(createProfileOnSubmission.react(event)).toEqual([{ type: 'CreateCandidateProfile', userId: ids.candidate }])
  })
})

describe('end-sessions-on-account-change', () => {
  test.each<[UserEvent['type'], string]>([
    ['UserRoleChanged', 'role_changed'],
    ['UserStatutChanged', 'account_not_active'],
    ['AccessRejected', 'access_rejected'],
    ['UserDeleted', 'account_deleted'],
  ])('%s → EndSessions opened on the state of before, because of %s', (type, reason) => {
    const event = recorded(`user-${ids.candidate}`, { type, data: {} } as UserEvent, { index: 5 })
    expect(endSessionsOnAccountChange.on).toContain(type)
    expect(endSessionsOnAccountChange.react(event)).toEqual([
      { type: 'EndSessions', userId: ids.candidate, accountRevision: 5, reason },
    ])
  })
})

describe('list-administrator-on-appointment', () => {
  const react = (data: object, type: UserEvent['type']) =>
    listAdministratorOnAppointment.react(recorded(`user-${ids.recruiter}`, { type, data }, { index: 3 }))
  const listed = [{ type: 'ListAdministrator', userId: ids.recruiter, userRevision: 3 }]

  test.each<[UserEvent['type'], object]>([
    ['FirstAdminCreated', {}],
    ['UserCreatedByAdmin', { role: 'admin' }],
    ['UserRoleChanged', { new_role: 'admin', statut: 'actif' }],
    ['UserStatutChanged', { new_statut: 'actif', role: 'admin' }],
  ])('%s of an active administrator → ListAdministrator', (type, data) => {
    expect(react(data, type)).toEqual(listed)
  })

  test.each<[UserEvent['type'], object]>([
    ['UserCreatedByAdmin', { role: 'recruiter' }],
    ['UserRoleChanged', { new_role: 'admin', statut: 'bloqué' }],
    ['UserRoleChanged', { new_role: 'candidate', statut: 'actif' }],
    ['UserStatutChanged', { new_statut: 'inactif', role: 'admin' }],
    ['UserStatutChanged', { new_statut: 'actif', role: 'candidate' }],
  ])('%s of somebody else → nothing', (type, data) => {
    expect(react(data, type)).toEqual([])
  })
})

describe('align-deadlines-on-offer', () => {
  test.each([
    [published(), 4],
    [reopened('2026-03-31T22:59:59.999Z'), 4],
    [closed(), null],
    [unpublished, null],
    [archived, null],
    [deleted, null],
  ])('$type → AlignOfferDeadlines', (event, openedAt) => {
    expect(alignDeadlinesOnOffer.on).toContain(event.type)
    expect(alignDeadlinesOnOffer.react(recorded(`jobOffer-${ids.offer}`, event, { index: 4 }))).toEqual([
      { type: 'AlignOfferDeadlines', jobOfferId: ids.offer, openedAt },
    ])
  })
  test.each([drafted(), firstAdmitted])('$type → nothing', ({ type }) => {
    expect(alignDeadlinesOnOffer.on).not.toContain(type)
  })
  test('JobOfferPublished as it was drafted, without a deadline → nothing; with one, or later → AlignOfferDeadlines', () => {
    const commands = (event: ReturnType<typeof published>, index: number) =>
      alignDeadlinesOnOffer.react(recorded(`jobOffer-${ids.offer}`, event, { index })).length
    expect(commands(published(null), 1)).toBe(0)
    expect(commands(published(null), 3)).toBe(1)
    expect(commands(published('2026-03-31T22:59:59.999Z'), 1)).toBe(1)
  })
})

describe('close-offer-at-deadline', () => {
  const reached = (kind: string) =>
    recorded('deadline-1', {
      type: 'DeadlineReached',
      data: { kind, job_offer_id: ids.offer, due_at: '2026-03-01', subject_at: '2026-03-31', follows: 7 },
    })
  test('DeadlineReached of a closing → CloseOfferAtDeadline, then a look at what is awaited', () => {
    expect(closeOfferAtDeadline.react(reached('offer-closing'))).toEqual([
      { type: 'CloseOfferAtDeadline', jobOfferId: ids.offer, deadline: '2026-03-31', follows: 7 },
      { type: 'AlignOfferDeadlines', jobOfferId: ids.offer, openedAt: null },
    ])
  })
  test.each(['offer-closing-soon', 'interview-reminder'])('DeadlineReached of %s → nothing', (kind) => {
    expect(closeOfferAtDeadline.react(reached(kind))).toEqual([])
  })
})

describe('align-reminder-on-interview', () => {
  const ids_ = { application_id: 'a', candidate_id: 'c', job_offer_id: 'o', slot_id: 's' }
  const react = (type: string, data: object) =>
    alignReminderOnInterview.react(recorded('interviewCalendar-main', { type, data }, { index: 7 }))
  const followed = (interview: object, beganAt: number | null = null, applicationId = 'a') => ({
    type: 'AlignInterviewReminder',
    applicationId,
    candidateId: 'c',
    jobOfferId: 'o',
    slotId: 's',
    interview,
    follows: 7,
    beganAt,
  })
  const [then, later] = [{ starts_at: '2026-04-01T08:00:00.000Z' }, { starts_at: '2026-04-02T08:00:00.000Z' }]

  test('what is scheduled is recalled, what is moved later, what is over not at all', () => {
    expect(react('InterviewScheduled', { ...ids_, ...then })).toEqual([followed({ startsAt: then.starts_at }, 7)])
    expect(react('InterviewRescheduled', { ...ids_, from: then, to: later })).toEqual([
      followed({ startsAt: later.starts_at }),
    ])
    expect(react('InterviewCancelled', { ...ids_, ...then })).toEqual([followed({ gone: 'interview-cancelled' })])
    expect(react('InterviewCompleted', ids_)).toEqual([followed({ gone: 'interview-completed' })])
  })
  test('both interviews of a swap are followed', () => {
    const [a, b] = [
      { ...ids_, to: later },
      { ...ids_, application_id: 'b', to: then },
    ]
    expect(react('InterviewsSwapped', { a, b })).toEqual([
      followed({ startsAt: later.starts_at }),
      followed({ startsAt: then.starts_at }, null, 'b'),
    ])
  })
})
