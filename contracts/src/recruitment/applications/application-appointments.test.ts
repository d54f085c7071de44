import { expect, test } from '@jest/globals'
import { foldTwice, history, timeOf, withoutPeople } from '../testing/fold-twice.ts'
import {
  interviewDateCleared,
  interviewDateSet,
  interviewIds,
  monday,
  simulationCancelled,
  simulationScheduled,
  tuesday,
} from '../testing/interview-samples.ts'
import { ids, submitted } from '../testing/recruitment-samples.ts'
import type { ApplicationEvent } from './application.events.ts'
import { foldApplication } from './application.row.ts'
import { noAppointments } from './application-appointments.ts'

const events = (...more: ApplicationEvent[]) =>
  history<ApplicationEvent>(`application-${ids.application}`, submitted(), ...more)
const rowOf = (...more: ApplicationEvent[]) => foldTwice(foldApplication, events(...more))!
const before = rowOf()

test('an application has no appointments at first', () => expect(before).toMatchObject(noAppointments))

test('ApplicationInterviewDateSet: the date is known, then another', () => {
  const first = { interview_date: monday.starts_at, interview_slot_id: interviewIds.slot }
  expect(rowOf(interviewDateSet(1))).toEqual({ ...before, ...first, updated_at: timeOf(1) })
  expect(rowOf(interviewDateSet(1), interviewDateSet(2, tuesday.starts_at, interviewIds.otherSlot))).toMatchObject({
    interview_date: tuesday.starts_at,
    interview_slot_id: interviewIds.otherSlot,
  })
})

test('ApplicationInterviewDateCleared: no date', () =>
  expect(rowOf(interviewDateSet(1), interviewDateCleared(2))).toEqual({ ...before, updated_at: timeOf(2) }))

test('SimulationScheduled and SimulationCancelled', () => {
  const scheduled = simulationScheduled(tuesday, { mode: 'distanciel', video_link: 'https://meet.example.com/s' })
  expect(rowOf(scheduled)).toEqual({
    ...before,
    simulation_date: '2026-03-17',
    simulation_time: '14:00:00',
    simulation_starts_at: tuesday.starts_at,
    simulation_mode: 'distanciel',
    simulation_video_link: 'https://meet.example.com/s',
    simulation_location: 'Salle de réunion, siège',
    updated_at: timeOf(1),
  })
  expect(rowOf(scheduled, simulationCancelled(tuesday))).toEqual({ ...before, updated_at: timeOf(2) })
})

test('erased people keep their dates', () =>
  expect(
    foldTwice(foldApplication, withoutPeople(events(interviewDateSet(1), simulationScheduled(tuesday)))),
  ).toMatchObject({ interview_date: monday.starts_at, simulation_date: '2026-03-17' }))
