import { expect, test } from '@jest/globals'
import { foldTwice, history, timeOf } from '../testing/fold-twice.ts'
import type { DeadlineEvent } from './deadline.events.ts'
import { foldDeadline } from './deadline.row.ts'
import { deadlineToWire, deadlineWire } from './deadline.wire.ts'
import { deadlineId } from './deadline-kind.ts'

const offer = 'a8e2b6d4-91c3-4b7f-8d25-6c4e0f9b1a02'
const id = deadlineId('offer-closing', offer)
const subject = {
  deadline_id: id,
  kind: 'offer-closing',
  job_offer_id: offer,
  application_id: null,
  slot_id: null,
  candidate_id: null,
} as const
const times = { due_at: '2026-03-31T22:59:59.999Z', subject_at: '2026-03-31T22:59:59.999Z' }
const earlier = '2026-03-30T10:00:00.000Z'
const set: DeadlineEvent = { type: 'DeadlineSet', data: { ...subject, ...times, follows: 1 } }
const moved: DeadlineEvent = {
  type: 'DeadlineMoved',
  data: { ...subject, ...times, due_at: earlier, previous_due_at: times.due_at, follows: 1, moved_by_hand: true },
}
const cancelled: DeadlineEvent = {
  type: 'DeadlineCancelled',
  data: { ...subject, ...times, follows: 2, reason: 'offer-closed' },
}
const reached: DeadlineEvent = { type: 'DeadlineReached', data: { ...subject, ...times, follows: 1 } }
const fold = (...events: readonly DeadlineEvent[]) => foldTwice(foldDeadline, history(`deadline-${id}`, ...events))

test('a deadline that was set awaits its time', () => {
  const row = fold(set)!
  expect(row).toMatchObject({ id, status: 'pending', ...times, moved_by_hand: false, created_at: timeOf(0) })
  expect(deadlineWire.parse(deadlineToWire(row))).toEqual(row)
})

test('moved by hand, it says so until it is set anew', () => {
  expect(fold(set, moved)).toMatchObject({ status: 'pending', due_at: earlier, moved_by_hand: true })
  expect(fold(set, moved, cancelled)).toMatchObject({ moved_by_hand: true })
  expect(fold(set, moved, cancelled, set)).toMatchObject({ status: 'pending', moved_by_hand: false })
})

test('cancelled or reached, it says when and why; set again, it no longer does', () => {
  expect(fold(set, cancelled)).toMatchObject({
    status: 'cancelled',
    cancel_reason: 'offer-closed',
    cancelled_at: timeOf(1),
  })
  expect(fold(set, reached)).toMatchObject({ status: 'reached', reached_at: timeOf(1) })
  expect(fold(set, reached, set)).toMatchObject({
    status: 'pending',
    reached_at: null,
    created_at: timeOf(0),
    updated_at: timeOf(2),
  })
})
