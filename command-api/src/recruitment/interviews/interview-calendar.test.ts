import { describe, expect, test } from '@jest/globals'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import {
  type ApplicationStatus,
  applicationStatuses,
  transitions,
} from '@one-hcm/contracts/recruitment/applications/application-status'
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
  placeAt,
  slotOpened,
  tuesday,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { type BookInterview, type BookingFacts, bookInterview } from './book-interview.ts'
import { lookUp } from './bucketed-map.ts'
import { type CalendarState, interviewCalendar } from './interview-calendar.ts'
import { openInterviewSlot } from './open-interview-slot.ts'
import { type ReviseInterviewSlot, reviseInterviewSlot } from './revise-interview-slot.ts'
import { swapInterviews } from './swap-interviews.ts'

const { slot, otherSlot, interview } = interviewIds
const BEFORE = '2026-03-01T08:00:00.000Z'
const AFTER = '2026-04-01T08:00:00.000Z'
const wednesday = placeAt('2026-03-18', '10:00:00')
const SITE = 'Salle de réunion, siège'

const applicationIn = (status: ApplicationStatus): BookingFacts['application'] => ({
  status,
  candidateId: ids.candidate,
  jobOfferId: ids.offer,
  revision: 0,
})
const facts = (changes: Partial<BookingFacts> = {}): BookingFacts => ({
  application: applicationIn('pending'),
  defaultLocation: SITE,
  now: BEFORE,
  ...changes,
})
const booking: BookInterview = {
  newSlotId: slot,
  interviewId: interview,
  applicationId: ids.application,
  place: monday,
  location: null,
  interviewerId: null,
  mode: null,
  videoLink: null,
  jobTitle: 'Comptable confirmé(e)',
  candidateName: 'Awa Ndong',
  notes: null,
  scheduledBy: ids.recruiter,
}
const booked = (changes: Partial<BookInterview> = {}, known: Partial<BookingFacts> = {}) => {
  const command = { ...booking, ...changes }
  return (state: CalendarState) => bookInterview(state, command, facts(known))
}
const revising =
  (changes: Partial<ReviseInterviewSlot> & { to?: typeof monday } = {}, known: Partial<BookingFacts> = {}) =>
  (state: CalendarState) =>
    reviseInterviewSlot(
      state,
      {
        slotId: slot,
        version: undefined,
        placeFrom: (place) => changes.to ?? place,
        status: undefined,
        details: { changes: {}, texts: {} },
        reason: null,
        newSlotId: otherSlot,
        by: ids.recruiter,
        booking: undefined,
        ...changes,
      },
      facts(known),
    )
const other = interviewScheduled({ ...otherSubject, ...tuesday })
const fromMonday = { slot_id: slot as string, ...monday }
const toTuesday = { slot_id: otherSlot as string, ...tuesday }

describe('booking', () => {
  test('makes a slot at the default place', () => given(interviewCalendar).when(booked()).then([interviewScheduled()]))

  test('takes the free slot that is there, with what it was opened for', () =>
    given(interviewCalendar, slotOpened({ location: 'Salle B', interviewer_id: ids.recruiter }))
      .when(booked({ newSlotId: otherSlot }))
      .then([interviewScheduled({ location: 'Salle B', interviewer_id: ids.recruiter })]))

  test('takes a slot whose interview was called off, and one whose interview was moved', () => {
    given(interviewCalendar, other, interviewCancelled({ ...otherSubject, ...tuesday }))
      .when(booked({ place: tuesday }))
      .then([interviewScheduled({ slot_id: otherSlot, ...tuesday })])
    const moved = interviewRescheduled(
      toTuesday,
      { slot_id: 'third', ...wednesday },
      { ...otherSubject, slot_id: 'third' },
    )
    given(interviewCalendar, other, moved)
      .when(booked({ place: tuesday }))
      .then([interviewScheduled({ slot_id: otherSlot, ...tuesday })])
  })

  test('of the same application at the same time is so already, also once it has begun', () => {
    given(interviewCalendar, interviewScheduled())
      .when(booked({ notes: 'Autre' }))
      .thenAlreadySo()
    given(interviewCalendar, interviewScheduled())
      .when(booked({}, { now: AFTER }))
      .thenAlreadySo()
  })

  test('after one that took place', () =>
    given(interviewCalendar, interviewScheduled(), interviewCompleted())
      .when(booked({ place: tuesday, newSlotId: otherSlot }))
      .then([interviewScheduled({ slot_id: otherSlot, ...tuesday })]))

  test('W-30 is refused where another application is, scheduled or held', () => {
    const taken = { date: tuesday.date, time: tuesday.time }
    given(interviewCalendar, other)
      .when(booked({ place: tuesday }))
      .thenRefused('interview-slot-taken', taken)
    given(interviewCalendar, other, interviewCompleted(otherSubject))
      .when(booked({ place: tuesday }))
      .thenRefused('interview-slot-taken', taken)
  })

  test('is refused for an unknown application, in the past, and beside another of the same application', () => {
    given(interviewCalendar)
      .when(booked({}, { application: undefined }))
      .thenRefused('application-not-found')
    given(interviewCalendar)
      .when(booked({}, { now: AFTER }))
      .thenRefused('interview-date-past', { date: monday.date, time: monday.time })
    given(interviewCalendar)
      .when(booked({}, { now: monday.starts_at }))
      .thenRefused('interview-date-past')
    given(interviewCalendar, interviewScheduled())
      .when(booked({ place: tuesday }))
      .thenRefused('interview-exists', { date: monday.date, time: monday.time })
  })

  test.each(applicationStatuses)('of an application in %s, as the table of transitions allows', (status) => {
    const specification = given(interviewCalendar).when(booked({}, { application: applicationIn(status) }))
    if (status === 'interview_scheduled' || transitions[status].includes('interview_scheduled'))
      specification.then([interviewScheduled()])
    else specification.thenRefused('application-not-interviewable', { status })
  })
})

describe('opening a slot', () => {
  const opening =
    (place = monday, now = BEFORE) =>
    (state: CalendarState) =>
      openInterviewSlot(
        state,
        { newSlotId: slot, place, location: null, interviewerId: null, openedBy: ids.recruiter },
        now,
      )

  test('offers a place, once', () => given(interviewCalendar).when(opening()).then([slotOpened()]))
  test('is refused where somebody is, and in the past', () => {
    given(interviewCalendar, interviewScheduled()).when(opening()).thenRefused('interview-slot-taken')
    given(interviewCalendar).when(opening(monday, AFTER)).thenRefused('interview-date-past')
  })
})

describe('moving', () => {
  test('W-31 frees the former place and takes the new one in one append, candidate and all', () =>
    given(interviewCalendar, interviewScheduled())
      .when(revising({ to: tuesday }))
      .then([interviewRescheduled(fromMonday, toTuesday)], 'interview-slot-free'))

  test('takes a free slot that is there', () =>
    given(interviewCalendar, interviewScheduled(), slotOpened({ slot_id: 'third', ...tuesday }))
      .when(revising({ to: tuesday }))
      .then([interviewRescheduled(fromMonday, { slot_id: 'third', ...tuesday })], 'interview-slot-free'))

  test('counts up what participants are told, and goes back to where it came from', () => {
    const there = interviewRescheduled(fromMonday, toTuesday)
    given(interviewCalendar, interviewScheduled(), there)
      .when(revising({ slotId: otherSlot, to: monday }))
      .then([interviewRescheduled(toTuesday, fromMonday, { sequence: 2 })], 'interview-slot-free')
  })

  test('W-31 is refused, and frees nothing, where another application is', () =>
    given(interviewCalendar, interviewScheduled(), other)
      .when(revising({ to: tuesday }))
      .thenRefused('interview-slot-taken', { date: tuesday.date, time: tuesday.time }))

  test('is refused into the past, from a free slot and of what took place', () => {
    given(interviewCalendar, interviewScheduled())
      .when(revising({ to: placeAt('2026-02-02', '09:00:00') }))
      .thenRefused('interview-date-past')
    given(interviewCalendar, slotOpened())
      .when(revising({ to: tuesday }))
      .thenRefused('interview-slot-free')
    given(interviewCalendar, interviewScheduled(), interviewCompleted())
      .when(revising({ to: tuesday }, { now: AFTER }))
      .thenRefused('interview-over')
    given(interviewCalendar)
      .when(revising({ to: tuesday }))
      .thenRefused('interview-slot-not-found')
  })

  test('to the same place is so already', () =>
    given(interviewCalendar, interviewScheduled())
      .when(revising({ to: monday }))
      .thenAlreadySo())
})

describe('changing a slot', () => {
  test('says what differs', () =>
    given(interviewCalendar, interviewScheduled())
      .when(
        revising({
          details: { changes: { location: SITE, interview_mode: 'distanciel' }, texts: { notes: 'À distance' } },
        }),
      )
      .then([interviewDetailsChanged({ interview_mode: 'distanciel' }, { notes: 'À distance' })]))

  test('with its date is a move and a change, numbered one after the other', () =>
    given(interviewCalendar, interviewScheduled())
      .when(revising({ to: tuesday, details: { changes: { location: 'Salle B' }, texts: { notes: 'Étage 2' } } }))
      .then(
        [
          interviewRescheduled(fromMonday, toTuesday, { location: 'Salle B' }),
          {
            type: 'InterviewDetailsChanged',
            data: {
              ...interviewSubject,
              slot_id: otherSlot,
              changes: {},
              texts: { notes: 'Étage 2' },
              changed_by: ids.recruiter,
              sequence: 2,
            },
          },
        ],
        'interview-slot-free',
      ))

  test('is refused on another version than the one that was seen', () => {
    const history = [interviewScheduled(), interviewDetailsChanged({ location: 'B' })] as const
    given(interviewCalendar, ...history)
      .when(revising({ version: 0, to: tuesday }))
      .thenRefused('precondition-failed')
    given(interviewCalendar, ...history)
      .when(revising({ version: 1, to: tuesday }))
      .then([interviewRescheduled(fromMonday, toTuesday, { location: 'B', sequence: 2 })], 'precondition-failed')
  })

  test('books a free slot for an application, and does not put one in the place of another', () => {
    const { place: _place, newSlotId: _slot, scheduledBy: _by, ...forAwa } = booking
    given(interviewCalendar, slotOpened())
      .when(revising({ booking: forAwa }))
      .then([interviewScheduled()])
    given(interviewCalendar, other)
      .when(revising({ slotId: otherSlot, booking: forAwa }))
      .thenRefused('interview-slot-taken')
  })
})

describe('the end of an interview', () => {
  const done = { status: 'completed' } as const
  const off = { status: 'cancelled', reason: 'Souffrante' } as const

  test('it took place, which it can only have once its time has come', () => {
    given(interviewCalendar, interviewScheduled())
      .when(revising(done, { now: monday.starts_at }))
      .then([interviewCompleted()])
    given(interviewCalendar, interviewScheduled())
      .when(revising(done))
      .thenRefused('interview-not-yet-held', { date: monday.date, time: monday.time })
    given(interviewCalendar, slotOpened()).when(revising(done)).thenRefused('interview-slot-free')
    given(interviewCalendar).when(revising(done)).thenRefused('interview-slot-not-found')
  })

  test('it is called off: the slot stays, free; calling it off again is so already', () => {
    given(interviewCalendar, interviewScheduled())
      .when(revising(off))
      .then([interviewCancelled({ reason: 'Souffrante' })])
    given(interviewCalendar, interviewScheduled(), interviewCompleted())
      .when(revising(off))
      .thenRefused('interview-over')
    given(interviewCalendar).when(revising(off)).thenRefused('interview-slot-not-found')
  })
})

describe('a swap', () => {
  const swapping =
    (
      versions: [number | undefined, number | undefined] = [0, 0],
      slotIds: [string, string] = [slot, otherSlot],
      now = BEFORE,
    ) =>
    (state: CalendarState) =>
      swapInterviews(state, { slotIds, versions, by: ids.recruiter }, now)
  const swapped = interviewsSwapped(
    { ...interviewSubject, from: monday, to: tuesday, location: SITE, sequence: 1 },
    { ...otherSubject, from: tuesday, to: monday, location: SITE, sequence: 1 },
  )

  test('exchanges both dates in one event; repeated on the versions that were seen, it is refused', () =>
    given(interviewCalendar, interviewScheduled(), other).when(swapping()).then([swapped], 'precondition-failed'))

  test('leaves each slot with its interview at the place of the other', () => {
    const state = [interviewScheduled(), other, swapped].reduce(
      interviewCalendar.evolve,
      interviewCalendar.initialState,
    )
    expect(lookUp(state.slots, slot)).toMatchObject({ place: tuesday, holds: { application_id: ids.application } })
    expect(lookUp(state.slots, otherSlot)).toMatchObject({ place: monday })
    const back = swapInterviews(state, { slotIds: [slot, otherSlot], versions: [1, 1], by: ids.recruiter }, BEFORE)
    expect(isRefusal(back)).toBe(false)
    given(interviewCalendar, interviewScheduled(), other, swapped)
      .when(booked({ applicationId: 'third', place: monday }))
      .thenRefused('interview-slot-taken')
  })

  test('is refused with a free slot, with what took place, with nothing, and once one has begun', () => {
    given(interviewCalendar, interviewScheduled(), slotOpened({ slot_id: otherSlot, ...tuesday }))
      .when(swapping())
      .thenRefused('interview-slot-free')
    given(interviewCalendar, interviewScheduled(), other, interviewCompleted(otherSubject))
      .when(swapping([undefined, undefined]))
      .thenRefused('interview-over')
    given(interviewCalendar, interviewScheduled()).when(swapping()).thenRefused('interview-slot-not-found')
    given(interviewCalendar, interviewScheduled(), other)
      .when(swapping([0, 0], [slot, otherSlot], monday.starts_at))
      .thenRefused('interview-date-past', { date: monday.date, time: monday.time })
  })

  test('with itself is so already', () =>
    given(interviewCalendar, interviewScheduled())
      .when(swapping([0, 0], [slot, slot]))
      .thenAlreadySo())
})
