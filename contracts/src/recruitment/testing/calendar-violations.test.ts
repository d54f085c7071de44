import { expect, test } from '@jest/globals'
import type { InterviewEvent } from '../interviews/interview.events.ts'
import { calendarViolations } from './calendar-violations.ts'
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
} from './interview-samples.ts'

const { slot, otherSlot } = interviewIds
const other = interviewScheduled({ ...otherSubject, ...tuesday })
const wednesday = { slot_id: 'third', ...placeAt('2026-03-18', '10:00:00') }
const move = interviewRescheduled({ slot_id: slot, ...monday }, { slot_id: otherSlot, ...tuesday })
const swap = interviewsSwapped(
  { ...interviewSubject, from: monday, to: tuesday, location: null, sequence: 1 },
  { ...otherSubject, from: tuesday, to: monday, location: null, sequence: 1 },
)

test('a sound history has no violations', () =>
  expect(
    calendarViolations([
      slotOpened(),
      interviewScheduled(),
      other,
      swap,
      interviewRescheduled({ slot_id: slot, ...tuesday }, wednesday),
      interviewDetailsChanged({ location: 'B' }),
      interviewCancelled({ ...otherSubject, ...monday }),
      interviewScheduled({ ...otherSubject, ...monday }),
      interviewCompleted(),
      interviewScheduled({ interview_id: 'second', ...tuesday }),
    ]),
  ).toEqual([]))

test.each<[string, InterviewEvent[]]>([
  ['a place booked twice', [interviewScheduled(), interviewScheduled({ ...otherSubject, ...monday })]],
  [
    'a place booked that somebody had',
    [interviewScheduled(), interviewCompleted(), interviewScheduled({ ...otherSubject, ...monday })],
  ],
  [
    'a second interview of an application',
    [interviewScheduled(), interviewScheduled({ interview_id: 'second', ...tuesday })],
  ],
  ['a move onto somebody', [interviewScheduled(), other, move]],
  ['a move of nobody', [move]],
  [
    'a move from elsewhere',
    [interviewScheduled(tuesday), interviewRescheduled({ slot_id: slot, ...monday }, wednesday)],
  ],
  ['a swap with nobody', [interviewScheduled(), swap]],
  ['a swap on a former state', [interviewScheduled(), other, swap, swap]],
  ['a slot opened where somebody is', [interviewScheduled(), slotOpened()]],
  ['a change of nobody', [interviewDetailsChanged({})]],
  ['an end of nobody', [interviewCompleted()]],
  ['a second cancellation', [interviewScheduled(), interviewCancelled(), interviewCancelled()]],
])('%s is found', (_, history) => expect(calendarViolations(history)).not.toEqual([]))
