import { expect, test } from '@jest/globals'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { foldInterviewSlot, type InterviewSlotRow } from '@one-hcm/contracts/recruitment/interviews/interview-slot.row'
import { history } from '@one-hcm/contracts/recruitment/testing/fold-twice'
import {
  interviewIds,
  interviewScheduled,
  placeAt,
  slotOpened,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import { daysAfter, daysBetween, freePlaces } from './free-places.ts'

const grid = { hours: [9, 14], days: [1, 2, 3, 4, 5] }
const slot = (event: InterviewEvent): InterviewSlotRow =>
  foldInterviewSlot(undefined, history('interviewCalendar-main', event)[0]!, interviewIds.slot)!
const free = (slots: InterviewSlotRow[], changes: object = {}) =>
  freePlaces(slots, {
    from: '2026-03-13',
    to: '2026-03-16',
    grid,
    now: '2026-03-01T00:00:00.000Z',
    interviewerId: undefined,
    ...changes,
  }).map(({ date, time, slot_id }) => `${date} ${time.slice(0, 5)}${slot_id ? ' slot' : ''}`)

const friday = ['2026-03-13 09:00', '2026-03-13 14:00']
const monday = ['2026-03-16 09:00', '2026-03-16 14:00']

test('the hours of the working days', () => expect(free([])).toEqual([...friday, ...monday]))

test('what is taken is not free, and what has begun is not', () => {
  expect(free([slot(interviewScheduled(placeAt('2026-03-13', '09:00:00')))])).toEqual([friday[1], ...monday])
  expect(free([], { now: '2026-03-13T08:00:00.000Z' })).toEqual([friday[1], ...monday])
})

test('a slot that was opened is free, at whatever hour, for whom it was opened', () => {
  const opened = slot(slotOpened({ ...placeAt('2026-03-14', '10:30:00'), interviewer_id: interviewIds.interview }))
  const with_slot = [...friday, '2026-03-14 10:30 slot', ...monday]
  expect(free([opened])).toEqual(with_slot)
  expect(free([opened], { interviewerId: interviewIds.interview })).toEqual(with_slot)
  expect(free([opened], { interviewerId: interviewIds.otherInterview })).toEqual([...friday, ...monday])
  const ofGrid = slot(slotOpened({ ...placeAt('2026-03-13', '09:00:00'), interviewer_id: interviewIds.interview }))
  expect(free([ofGrid])).toEqual(['2026-03-13 09:00 slot', friday[1], ...monday])
  expect(free([ofGrid], { interviewerId: interviewIds.otherInterview })).toEqual([friday[1], ...monday])
})

test('days follow one another across months and years', () => {
  expect(daysBetween('2026-12-30', '2027-01-02')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'])
  expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([])
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29')
})
