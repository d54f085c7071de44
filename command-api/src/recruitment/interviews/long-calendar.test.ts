import { expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { localTimeOf } from '@one-hcm/contracts/recruitment/interviews/interview-time'
import {
  interviewCompleted,
  interviewScheduled,
  placeAt,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import { advance, unborn } from '@one-hcm/platform/commands/aggregate'
import { recorded } from '@one-hcm/platform/testing/given'
import { bookInterview } from './book-interview.ts'
import { type CalendarRows, slotViewOf } from './calendar-rows.ts'
import { type CalendarState, interviewCalendar } from './interview-calendar.ts'

const EVENTS = 20_000
const HOUR_MS = 3_600_000

/** One interview an hour from 1990 on, each noted as held three days after it was booked. */
function* history(): Generator<Recorded<InterviewEvent>> {
  const start = Date.parse('1990-01-01T00:00:00.000Z')
  for (let index = 0; index < EVENTS; index++) {
    const number = index >> 1
    const moment = new Date(start + number * 9 * HOUR_MS)
    const { date, time } = localTimeOf(moment.toISOString())
    const subject = {
      slot_id: deriveId('slot', String(number)),
      interview_id: deriveId('interview', String(number)),
      application_id: deriveId('application', String(number)),
      candidate_id: deriveId('candidate', String(number)),
      job_offer_id: deriveId('offer', String(number % 50)),
    }
    const event =
      index % 2 === 0 ? interviewScheduled({ ...subject, ...placeAt(date, time) }) : interviewCompleted(subject)
    yield recorded('interviewCalendar-main', event, { index, at: moment.toISOString() })
  }
}

test('twenty thousand events: folding and deciding take no longer at the end, and little is kept', () => {
  let loaded = unborn<CalendarState, CalendarRows>(interviewCalendar.initialState)
  const took: number[] = []
  let begun = performance.now()
  for (const event of history()) {
    loaded = advance(interviewCalendar, loaded, [event])
    if ((event.revision + 1) % (EVENTS / 4) !== 0) continue
    took.push(performance.now() - begun)
    begun = performance.now()
  }
  expect(loaded.revision).toBe(EVENTS - 1)
  // A fold that copied its maps would take seven times as long in the last quarter as in the first.
  expect(took.at(-1)!).toBeLessThan(3 * Math.min(...took) + 50)

  // Only what writes still concern is kept in full: a month of it.
  expect(loaded.state.scheduled.size).toBe(0)
  expect(loaded.row!.slots.size).toBeLessThan(500)
  expect(loaded.row!.interviews.size).toBeLessThan(500)
  expect(JSON.stringify([...loaded.state.slots.buckets].map((bucket) => [...(bucket ?? [])])).length).toBeLessThan(
    EVENTS * 150,
  )
  expect(slotViewOf(loaded.row!, deriveId('slot', '0'))).toBeUndefined()
  expect(slotViewOf(loaded.row!, deriveId('slot', String(EVENTS / 2 - 1)))).toMatchObject({
    slot: { status: 'completed' },
  })

  const since = performance.now()
  const DECISIONS = 1_000
  for (let index = 0; index < DECISIONS; index++)
    expect(
      isRefusal(
        bookInterview(
          loaded.state,
          {
            newSlotId: 'new',
            interviewId: 'new',
            applicationId: 'new',
            place: placeAt('2040-03-05', '09:00:00'),
            location: null,
            interviewerId: null,
            mode: null,
            videoLink: null,
            jobTitle: null,
            candidateName: null,
            notes: null,
            scheduledBy: 'recruiter',
          },
          {
            application: { status: 'pending', candidateId: 'new', jobOfferId: 'new', revision: 0 },
            defaultLocation: 'Siège',
            now: '2040-01-01T00:00:00.000Z',
          },
        ),
      ),
    ).toBe(false)
  expect((performance.now() - since) / DECISIONS).toBeLessThan(1)
})
