import { describe, expect, test } from '@jest/globals'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import {
  interviewCancelled,
  interviewIds,
  interviewRescheduled,
  interviewScheduled,
  monday,
  otherSubject,
  tuesday,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import { ids, statusChanged, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import type { AuditEvent } from '../testing/recruitment.ts'
import type { Attempt } from './attempts.ts'
import { type Shown, vacuous, violationsOf } from './judge.ts'

const CALENDAR = 'interviewCalendar-main'
const told = (stream: string, { type, data }: DomainEvent, request_id: string): AuditEvent =>
  ({ stream, type, data, request_id, actor: { id: 'someone', role: 'recruiter' } }) as unknown as AuditEvent
const attempt = (changes: Partial<Attempt>): Attempt => ({
  kind: 'move',
  seen: [],
  status: 200,
  code: undefined,
  requestId: undefined,
  ...changes,
})

/** One application whose interview was booked and moved, and one that lost. */
const log = [
  told(`application-${ids.application}`, submitted(), 'apply'),
  told(CALENDAR, interviewScheduled(), 'book'),
  told(`application-${ids.application}`, statusChanged('pending', 'interview_scheduled'), 'book'),
  told(
    CALENDAR,
    interviewRescheduled({ slot_id: interviewIds.slot, ...monday }, { slot_id: 'later', ...tuesday }),
    'move',
  ),
]
const attempts = [
  attempt({ kind: 'book', status: 201, requestId: 'book' }),
  attempt({ seen: ['slot@0'], requestId: 'move' }),
  attempt({ seen: ['slot@0'], status: 412, code: 'precondition-failed', requestId: 'late' }),
]
const shown: Shown = {
  applications: [{ id: ids.application, status: 'interview_scheduled', interview_date: tuesday.starts_at }],
  slots: [{ starts_at: tuesday.starts_at, application_id: ids.application }],
  statistics: { total_interviews: 1, interviews_by_status: { scheduled: 1, completed: 0, cancelled: 0 } },
  dashboard: {
    total_applications: 1,
    interviews_scheduled: 1,
    status_breakdown: { interview_scheduled: 1, pending: 0 },
  },
}

test('a sound run has no violations', () => expect(violationsOf(attempts, log, shown)).toEqual([]))

describe('planted', () => {
  test.each<[string, readonly Attempt[], readonly AuditEvent[], Shown]>([
    [
      'two winners on one version',
      [...attempts, attempt({ seen: ['slot@0'], requestId: 'again' })],
      [...log, told(CALENDAR, interviewCancelled({ ...tuesday }), 'again')],
      shown,
    ],
    [
      'a place given twice',
      attempts,
      [...log, told(CALENDAR, interviewScheduled({ ...otherSubject, ...tuesday }), 'x')],
      shown,
    ],
    [
      'a refusal that changed something',
      [...attempts, attempt({ status: 409, code: 'interview-slot-taken', requestId: 'book' })],
      log,
      shown,
    ],
    ['a refusal without a code', [...attempts, attempt({ status: 409 })], log, shown],
    [
      'a loser who is told something else',
      [...attempts, attempt({ status: 422, code: 'validation-failed' })],
      log,
      shown,
    ],
    ['a failure', [...attempts, attempt({ status: 500 })], log, shown],
    [
      'a former date',
      attempts,
      log,
      { ...shown, applications: [{ ...shown.applications[0]!, interview_date: monday.starts_at }] },
    ],
    [
      'a slot too many',
      attempts,
      log,
      { ...shown, slots: [...shown.slots, { starts_at: monday.starts_at, application_id: ids.application }] },
    ],
    [
      'statistics that miscount',
      attempts,
      log,
      { ...shown, statistics: { ...shown.statistics, interviews_by_status: { scheduled: 2 } } },
    ],
    ['a total that miscounts', attempts, log, { ...shown, statistics: { ...shown.statistics, total_interviews: 2 } }],
    [
      'a dashboard that miscounts',
      attempts,
      log,
      { ...shown, dashboard: { ...shown.dashboard, interviews_scheduled: 0 } },
    ],
    [
      'statuses that are behind',
      attempts,
      log,
      { ...shown, dashboard: { ...shown.dashboard, status_breakdown: { pending: 1 } } },
    ],
  ])('%s is found', (_, made, history, screens) => expect(violationsOf(made, history, screens)).not.toEqual([]))

  test('a run in which nobody met anybody is no proof', () => expect(vacuous(attempts)).not.toEqual([]))
})
