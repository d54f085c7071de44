import { describe, expect, test } from '@jest/globals'
import { foldTwice, history, timeOf, withoutPeople } from '../testing/fold-twice.ts'
import {
  interviewCancelled,
  interviewCompleted,
  interviewDetailsChanged,
  interviewIds,
  interviewRescheduled,
  interviewScheduled,
  interviewSubject,
  interviewsSwapped,
  monday,
  otherSubject,
  slotOpened,
  tuesday,
} from '../testing/interview-samples.ts'
import { ids } from '../testing/recruitment-samples.ts'
import { type InterviewEvent, interviewEvents } from './interview.events.ts'
import { foldInterview, interviewsOf } from './interview.row.ts'
import { foldInterviewSlot, slotsOf } from './interview-slot.row.ts'

const { slot, otherSlot, interview, otherInterview } = interviewIds
type Events = readonly InterviewEvent[]

const recordedOf = (events: Events) => history('interviewCalendar-main', ...events)
const slotRow = (events: Events, id: string = slot, read = recordedOf(events)) =>
  foldTwice<NonNullable<ReturnType<typeof foldInterviewSlot>>, InterviewEvent>(
    (row, event) => (slotsOf(event).includes(id) ? foldInterviewSlot(row, event, id) : row),
    read,
  )
const interviewRow = (events: Events, id: string = interview, read = recordedOf(events)) =>
  foldTwice<NonNullable<ReturnType<typeof foldInterview>>, InterviewEvent>(
    (row, event) => (interviewsOf(event).includes(id) ? foldInterview(row, event, id) : row),
    read,
  )

const fromMonday = { slot_id: slot, ...monday }
const toTuesday = { slot_id: otherSlot, ...tuesday }
const other = interviewScheduled({ ...otherSubject, ...tuesday, candidate_name: 'Jean Mba', location: 'Salle B' })
const swap = interviewsSwapped(
  { ...interviewSubject, from: monday, to: tuesday, location: 'Salle de réunion, siège', sequence: 1 },
  { ...otherSubject, from: tuesday, to: monday, location: 'Salle B', sequence: 1 },
)

describe('the row of a slot', () => {
  const opened = slotOpened({ location: 'Salle B', interviewer_id: ids.recruiter })

  test('InterviewSlotOpened: a free one', () =>
    expect(slotRow([opened])).toEqual({
      id: slot,
      ...monday,
      status: 'scheduled',
      interview_id: null,
      application_id: null,
      candidate_id: null,
      job_offer_id: null,
      location: 'Salle B',
      interviewer_id: ids.recruiter,
      cancelled_interview_id: null,
      note: null,
      version: 0,
      created_at: timeOf(0),
      updated_at: timeOf(0),
    }))

  test('InterviewScheduled: taken, whether it was there or not', () => {
    const taken = { interview_id: interview, application_id: ids.application, status: 'scheduled' }
    expect(slotRow([interviewScheduled()])).toMatchObject({ ...taken, version: 0, created_at: timeOf(0) })
    expect(slotRow([opened, interviewScheduled()])).toMatchObject({ ...taken, version: 1, created_at: timeOf(0) })
  })

  test('InterviewRescheduled: the former one is free, the new one is taken', () => {
    const moved = [interviewScheduled(), interviewRescheduled(fromMonday, toTuesday)]
    expect(slotRow(moved)).toMatchObject({ ...monday, interview_id: null, application_id: null, version: 1 })
    expect(slotRow(moved, otherSlot)).toMatchObject({
      ...tuesday,
      interview_id: interview,
      application_id: ids.application,
      version: 0,
    })
  })

  test('InterviewsSwapped: each keeps its interview and gets the other date', () => {
    const swapped = [interviewScheduled(), other, swap]
    expect(slotRow(swapped)).toMatchObject({ ...tuesday, interview_id: interview, version: 1 })
    expect(slotRow(swapped, otherSlot)).toMatchObject({ ...monday, interview_id: otherInterview, version: 1 })
  })

  test('InterviewDetailsChanged and InterviewCompleted', () => {
    expect(slotRow([interviewScheduled(), interviewDetailsChanged({ location: 'C' })])).toMatchObject({ version: 1 })
    expect(slotRow([interviewScheduled(), interviewCompleted()])).toMatchObject({
      status: 'completed',
      interview_id: interview,
    })
  })

  test('InterviewCancelled: free, with a note; booked again, scheduled again', () => {
    const cancelled = [interviewScheduled(), interviewCancelled({ reason: 'Souffrante' })]
    expect(slotRow(cancelled)).toMatchObject({
      status: 'cancelled',
      interview_id: null,
      cancelled_interview_id: interview,
      note: 'Souffrante',
    })
    expect(slotRow(cancelled, slot, withoutPeople(recordedOf(cancelled)))).toMatchObject({ note: null })
    expect(slotRow([...cancelled, interviewScheduled({ interview_id: otherInterview })])).toMatchObject({
      status: 'scheduled',
      interview_id: otherInterview,
      cancelled_interview_id: null,
      note: null,
    })
  })

  test('is nothing before it was opened or given to anybody', () => {
    for (const event of [interviewCompleted(), interviewCancelled(), interviewDetailsChanged({}), swap])
      expect(slotRow([event])).toBeUndefined()
  })
})

describe('the row of an interview', () => {
  const scheduled = interviewScheduled({ notes: 'Diplômes originaux' })

  test('InterviewScheduled: who, when and where', () =>
    expect(interviewRow([scheduled])).toEqual({
      id: interview,
      slot_id: slot,
      application_id: ids.application,
      candidate_id: ids.candidate,
      job_offer_id: ids.offer,
      candidate_name: 'Awa Ndong',
      job_title: 'Comptable confirmé(e)',
      ...monday,
      location: 'Salle de réunion, siège',
      notes: 'Diplômes originaux',
      interviewer_id: null,
      interview_mode: null,
      video_link: null,
      status: 'scheduled',
      sequence: 0,
      scheduled_by: ids.recruiter,
      created_at: timeOf(0),
      updated_at: timeOf(0),
    }))

  test('W-31 InterviewRescheduled: another slot, the same candidate', () =>
    expect(interviewRow([scheduled, interviewRescheduled(fromMonday, toTuesday)])).toEqual({
      ...interviewRow([scheduled])!,
      slot_id: otherSlot,
      ...tuesday,
      sequence: 1,
      updated_at: timeOf(1),
    }))

  test('InterviewsSwapped: both have the date of the other', () => {
    const swapped = [scheduled, other, swap]
    expect(interviewRow(swapped)).toMatchObject({ ...tuesday, slot_id: slot, candidate_name: 'Awa Ndong', sequence: 1 })
    expect(interviewRow(swapped, otherInterview)).toMatchObject({
      ...monday,
      slot_id: otherSlot,
      candidate_name: 'Jean Mba',
      location: 'Salle B',
      sequence: 1,
    })
  })

  test('InterviewDetailsChanged: what it names', () =>
    expect(
      interviewRow([scheduled, interviewDetailsChanged({ interview_mode: 'distanciel' }, { notes: 'À distance' })]),
    ).toEqual({
      ...interviewRow([scheduled])!,
      interview_mode: 'distanciel',
      notes: 'À distance',
      sequence: 1,
      updated_at: timeOf(1),
    }))

  test('InterviewCompleted and InterviewCancelled end it', () => {
    expect(interviewRow([scheduled, interviewCompleted()])).toMatchObject({ status: 'completed', sequence: 0 })
    expect(interviewRow([scheduled, interviewCancelled()])).toMatchObject({ status: 'cancelled', sequence: 1 })
  })

  test('of an erased candidate keeps when it is, and no word about them', () => {
    const events = [scheduled, interviewDetailsChanged({ location: 'C' }, { notes: 'À distance' })]
    expect(interviewRow(events, interview, withoutPeople(recordedOf(events)))).toMatchObject({
      ...monday,
      candidate_name: null,
      notes: null,
      location: 'C',
    })
  })

  test('is nothing before it was booked', () => {
    for (const event of [interviewCompleted(), interviewCancelled(), interviewDetailsChanged({}), swap])
      expect(interviewRow([event])).toBeUndefined()
  })
})

test('a swap holds nothing to seal: only ids of its two candidates', () =>
  expect(interviewEvents.find(({ type }) => type === 'InterviewsSwapped')!.personal).toEqual({}))
