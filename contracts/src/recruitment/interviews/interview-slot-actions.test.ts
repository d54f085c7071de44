import { expect, test } from '@jest/globals'
import { history } from '../testing/fold-twice.ts'
import {
  interviewCancelled,
  interviewCompleted,
  interviewIds,
  interviewScheduled,
  monday,
  slotOpened,
} from '../testing/interview-samples.ts'
import type { InterviewEvent } from './interview.events.ts'
import { foldInterviewSlot, type InterviewSlotRow } from './interview-slot.row.ts'
import { interviewSlotActions } from './interview-slot-actions.ts'

const BEFORE = '2026-03-01T08:00:00.000Z'
const slotAfter = (...events: InterviewEvent[]) =>
  history('interviewCalendar-main', ...events).reduce<InterviewSlotRow | undefined>(
    (row, event) => foldInterviewSlot(row, event, interviewIds.slot),
    undefined,
  )!
const reasons = (slot: InterviewSlotRow, now: string, role: 'recruiter' | 'observer' | 'candidate' = 'recruiter') =>
  Object.fromEntries(
    interviewSlotActions(slot, role, now).map(({ action, reason_code }) => [action, reason_code ?? 'allowed']),
  )

test('an interview to come can be moved, swapped and called off, and is not held yet', () =>
  expect(reasons(slotAfter(interviewScheduled()), BEFORE)).toEqual({
    book: 'interview-slot-taken',
    move: 'allowed',
    change: 'allowed',
    swap: 'allowed',
    complete: 'interview-not-yet-held',
    cancel: 'allowed',
    calendar_file: 'allowed',
  }))

test('once it has begun it can be noted as held, and is no longer swapped', () =>
  expect(reasons(slotAfter(interviewScheduled()), monday.starts_at)).toMatchObject({
    complete: 'allowed',
    swap: 'interview-date-past',
    cancel: 'allowed',
  }))

test('what took place is over', () =>
  expect(reasons(slotAfter(interviewScheduled(), interviewCompleted()), monday.starts_at)).toMatchObject({
    move: 'interview-over',
    complete: 'interview-over',
    cancel: 'interview-over',
    calendar_file: 'allowed',
  }))

test.each([
  ['opened', slotAfter(slotOpened())],
  ['freed', slotAfter(interviewScheduled(), interviewCancelled())],
])('a slot that was %s can be booked until it is past', (_, slot) => {
  expect(reasons(slot, BEFORE)).toMatchObject({
    book: 'allowed',
    move: 'interview-slot-free',
    swap: 'interview-slot-free',
  })
  expect(reasons(slot, monday.starts_at)).toMatchObject({ book: 'interview-date-past' })
})

test('the calendar file of an interview that was called off takes it out of calendars', () => {
  expect(reasons(slotAfter(interviewScheduled(), interviewCancelled()), BEFORE)).toMatchObject({
    calendar_file: 'allowed',
  })
  expect(reasons(slotAfter(slotOpened()), BEFORE)).toMatchObject({ calendar_file: 'interview-slot-free' })
})

test('who only looks changes nothing, and may have the calendar file', () => {
  for (const role of ['observer', 'candidate'] as const)
    expect(reasons(slotAfter(interviewScheduled()), BEFORE, role)).toEqual({
      book: 'forbidden',
      move: 'forbidden',
      change: 'forbidden',
      swap: 'forbidden',
      complete: 'forbidden',
      cancel: 'forbidden',
      calendar_file: 'allowed',
    })
})
