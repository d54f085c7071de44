import { test } from '@jest/globals'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import {
  interviewCancelled,
  interviewCompleted,
  interviewScheduled,
  monday,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import {
  deletedApplication,
  ids,
  statusChanged,
  submitted,
  withdrawn,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { application } from '../applications/application.ts'
import { type CalendarState, interviewCalendar } from './interview-calendar.ts'
import { releaseInterview } from './release-interview.ts'

const BEFORE = '2026-03-01T08:00:00.000Z'
const after = (...events: ApplicationEvent[]) => events.reduce(application.evolve, application.initialState)
const releasing =
  (closed = after(submitted(), withdrawn('interview_scheduled')), now = BEFORE) =>
  (state: CalendarState) =>
    releaseInterview(state, { applicationId: ids.application, by: 'policy:release' }, { application: closed, now })
const released = interviewCancelled({ cancelled_by: 'policy:release' })

test.each([
  ['withdrawn', after(submitted(), withdrawn('interview_scheduled'))],
  ['rejected', after(submitted(), statusChanged('interview_scheduled', 'rejected'))],
  ['deleted', after(submitted(), deletedApplication)],
])('W-55 an application that was %s leaves no slot taken', (_, closed) =>
  given(interviewCalendar, interviewScheduled()).when(releasing(closed)).then([released]),
)

test('an application that goes on keeps its slot, and so does one that nothing is known of', () => {
  given(interviewCalendar, interviewScheduled()).when(releasing(application.initialState)).thenAlreadySo()
  for (const open of [after(submitted()), after(submitted(), statusChanged('pending', 'shortlisted'))])
    given(interviewCalendar, interviewScheduled()).when(releasing(open)).thenAlreadySo()
})

test('what has begun, took place or was never booked stays as it is', () => {
  given(interviewCalendar, interviewScheduled()).when(releasing(undefined, monday.starts_at)).thenAlreadySo()
  given(interviewCalendar, interviewScheduled(), interviewCompleted()).when(releasing()).thenAlreadySo()
  given(interviewCalendar).when(releasing()).thenAlreadySo()
})
