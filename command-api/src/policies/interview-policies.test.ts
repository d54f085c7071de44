import { expect, test } from '@jest/globals'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import {
  interviewCancelled,
  interviewIds,
  interviewRescheduled,
  interviewScheduled,
  interviewSubject,
  interviewsSwapped,
  monday,
  otherSubject,
  tuesday,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import {
  deletedApplication,
  ids,
  statusChanged,
  withdrawn,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { recorded } from '@one-hcm/platform/testing/given'
import { followInterviewCalendar } from './follow-interview-calendar.ts'
import { releaseInterviewOfClosedApplication } from './release-interview-of-closed-application.ts'

const { slot, otherSlot, interview, otherInterview, otherApplication } = interviewIds
const REVISION = 7
const follow = (interviewDate: string | null, slotId: string = slot) => ({
  type: 'FollowInterview',
  applicationId: ids.application,
  slotId,
  interviewId: interview,
  interviewDate,
  calendarRevision: REVISION,
  by: 'actor',
})

test.each<[DomainEvent, object[]]>([
  [interviewScheduled(), [follow(monday.starts_at)]],
  [
    interviewRescheduled({ slot_id: slot, ...monday }, { slot_id: otherSlot, ...tuesday }),
    [follow(tuesday.starts_at, otherSlot)],
  ],
  [
    interviewsSwapped(
      { ...interviewSubject, from: monday, to: tuesday, location: null, sequence: 1 },
      { ...otherSubject, from: tuesday, to: monday, location: null, sequence: 1 },
    ),
    [
      follow(tuesday.starts_at),
      { ...follow(monday.starts_at, otherSlot), applicationId: otherApplication, interviewId: otherInterview },
    ],
  ],
  [interviewCancelled(), [follow(null)]],
])('follow-interview-calendar: $type', (event, commands) => {
  expect(followInterviewCalendar.on).toContain(event.type)
  const { react } = followInterviewCalendar
  expect(react(recorded('interviewCalendar-main', event, { index: REVISION }))).toEqual(commands)
})

const release = [{ type: 'ReleaseInterview', applicationId: ids.application, bookedAt: null }]
test.each<[DomainEvent, object[]]>([
  [withdrawn('pending'), release],
  [deletedApplication, release],
  [statusChanged('pending', 'rejected'), release],
  [statusChanged('pending', 'shortlisted'), []],
  [statusChanged('interview_scheduled', 'pending'), []],
  [interviewScheduled(), [{ ...release[0], bookedAt: 1n }]],
])('release-interview-of-closed-application: $type', (event, commands) => {
  expect(releaseInterviewOfClosedApplication.on).toContain(event.type)
  expect(releaseInterviewOfClosedApplication.react(recorded('application-1', event))).toEqual(commands)
})
