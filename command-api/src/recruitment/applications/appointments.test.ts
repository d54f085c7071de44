import { describe, test } from '@jest/globals'
import {
  type ApplicationStatus,
  applicationStatuses,
  transitions,
} from '@one-hcm/contracts/recruitment/applications/application-status'
import {
  interviewDateCleared,
  interviewDateSet,
  interviewIds,
  monday,
  simulationCancelled,
  simulationScheduled,
  tuesday,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import {
  deletedApplication,
  ids,
  statusChanged,
  submitted,
  withdrawn,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { type ApplicationState, application } from './application.ts'
import { type CancelSimulation, cancelSimulation } from './cancel-simulation.ts'
import { type FollowInterview, followInterview } from './follow-interview.ts'
import { type ScheduleSimulation, scheduleSimulation } from './schedule-simulation.ts'

const BEFORE = '2026-03-01T08:00:00.000Z'
const SITE = 'Salle de réunion, siège'

const inStatus = (status: ApplicationStatus) =>
  status === 'pending' ? [submitted()] : [submitted(), statusChanged('pending', status)]

describe('following the calendar', () => {
  const says = (calendarRevision: number, interviewDate: string | null = monday.starts_at) => {
    const command: FollowInterview = {
      applicationId: ids.application,
      slotId: interviewIds.slot,
      interviewId: interviewIds.interview,
      interviewDate,
      calendarRevision,
      by: ids.recruiter,
    }
    return (state: ApplicationState) => followInterview(state, command)
  }
  const booked = [submitted(), interviewDateSet(3), statusChanged('pending', 'interview_scheduled')] as const

  test('an interview gives the application its date and its status', () =>
    given(application, submitted())
      .when(says(3))
      .then([interviewDateSet(3), statusChanged('pending', 'interview_scheduled')]))

  test('a move gives another date', () =>
    given(application, ...booked)
      .when(says(5, tuesday.starts_at))
      .then([interviewDateSet(5, tuesday.starts_at)]))

  test('a cancellation takes both back', () =>
    given(application, ...booked)
      .when(says(5, null))
      .then([interviewDateCleared(5), statusChanged('interview_scheduled', 'pending')]))

  test('a cancellation leaves a status that people chose since', () => {
    given(application, ...booked, statusChanged('interview_scheduled', 'incubation'))
      .when(says(5, null))
      .then([interviewDateCleared(5)])
    given(application, ...booked, withdrawn('interview_scheduled'))
      .when(says(5, null))
      .then([interviewDateCleared(5)])
  })

  test('what the calendar said earlier and arrives late changes nothing', () => {
    given(application, ...booked, interviewDateSet(5, tuesday.starts_at))
      .when(says(3))
      .thenAlreadySo()
    given(application, ...booked, interviewDateCleared(5))
      .when(says(4))
      .thenAlreadySo()
  })

  test.each(applicationStatuses)('an interview of an application in %s', (status) => {
    const specification = given(application, ...inStatus(status)).when(says(3))
    if (status === 'rejected' || status === 'withdrawn') specification.thenAlreadySo()
    else if (transitions[status].includes('interview_scheduled'))
      specification.then([interviewDateSet(3), statusChanged(status, 'interview_scheduled')])
    else specification.then([interviewDateSet(3)])
  })

  test('the end of an interview that the application never heard of changes nothing', () =>
    given(application, submitted()).when(says(3, null)).thenAlreadySo())

  test('is refused without an application', () => {
    given(application).when(says(3)).thenRefused('application-not-found')
    given(application, submitted(), deletedApplication).when(says(3)).thenRefused('application-not-found')
  })
})

describe('a simulation', () => {
  const scheduling = (changes: Partial<ScheduleSimulation> = {}, now = BEFORE) => {
    const command: ScheduleSimulation = {
      applicationId: ids.application,
      place: monday,
      mode: 'presentiel',
      videoLink: null,
      location: SITE,
      status: 'simulation_scheduled',
      scheduledBy: ids.recruiter,
      ...changes,
    }
    return (state: ApplicationState) => scheduleSimulation(state, command, now)
  }
  const cancelling: CancelSimulation = { applicationId: ids.application, reason: null, cancelledBy: ids.recruiter }
  const off = (state: ApplicationState) => cancelSimulation(state, cancelling)
  const incubated = inStatus('incubation')
  const arranged = [...incubated, simulationScheduled(), statusChanged('incubation', 'simulation_scheduled')]

  test('has a date, and the application its status', () =>
    given(application, ...incubated)
      .when(scheduling())
      .then([simulationScheduled(), statusChanged('incubation', 'simulation_scheduled')]))

  test('leaves the application in incubation for clients that keep it there', () =>
    given(application, ...incubated)
      .when(scheduling({ status: 'incubation' }))
      .then([simulationScheduled()]))

  test('gets another date, and is numbered on, also after it was called off', () => {
    given(application, ...arranged)
      .when(scheduling({ place: tuesday }))
      .then([simulationScheduled(tuesday, { sequence: 1 })])
    given(application, ...incubated, simulationScheduled(), simulationCancelled())
      .when(scheduling({ status: 'incubation' }))
      .then([simulationScheduled(monday, { sequence: 2 })])
  })

  test('is refused in the past, and outside of incubation', () => {
    given(application, ...incubated)
      .when(scheduling({}, monday.starts_at))
      .thenRefused('interview-date-past', { date: monday.date, time: monday.time })
    for (const status of applicationStatuses.filter((one) => one !== 'incubation' && one !== 'simulation_scheduled'))
      given(application, ...inStatus(status))
        .when(scheduling())
        .thenRefused('simulation-not-possible', { status })
    given(application).when(scheduling()).thenRefused('application-not-found')
  })

  test('is called off, and the application goes back to incubation', () => {
    given(application, ...arranged)
      .when(off)
      .then([simulationCancelled(), statusChanged('simulation_scheduled', 'incubation')])
    given(application, ...incubated, simulationScheduled())
      .when(off)
      .then([simulationCancelled()])
    given(application, ...incubated)
      .when(off)
      .thenAlreadySo()
    given(application).when(off).thenRefused('application-not-found')
  })
})
