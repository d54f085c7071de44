import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { lookUp } from './bucketed-map.ts'
import {
  type BookedInterview,
  bookedIn,
  type CalendarSlot,
  type CalendarState,
  type Place,
} from './interview-calendar.ts'
import { isPast } from './interview-moment.ts'

export type SwapInterviews = {
  slotIds: readonly [string, string]
  /** Versions that the slots must still have, where the caller says so: a swap that is repeated swaps back. */
  versions: readonly [number | undefined, number | undefined]
  by: string
}

/** Two interviews exchange their dates and times in one append; each keeps its slot (recruitment §3.6). */
export function swapInterviews(
  state: CalendarState,
  { slotIds, versions, by }: SwapInterviews,
  now: string,
): Decision<InterviewEvent> {
  const [a, b] = slotIds.map((id) => lookUp(state.slots, id))
  if (!a || !b) return refuse('interview-slot-not-found')
  const stale = [a, b].some(({ version }, index) => versions[index] !== undefined && versions[index] !== version)
  if (stale) return refuse('precondition-failed')
  if (a === b) return []
  if (a.holds === 'finished' || b.holds === 'finished') return refuse('interview-over')
  const [one, other] = [bookedIn(a), bookedIn(b)]
  if (!one || !other) return refuse('interview-slot-free')
  const past = [a, b].find(({ place }) => isPast(place, now))
  if (past) return refuse('interview-date-past', { date: past.place.date, time: past.place.time })
  return [{ type: 'InterviewsSwapped', data: { a: exchanged(a, one, b.place), b: exchanged(b, other, a.place), by } }]
}

function exchanged({ id, place }: CalendarSlot, interview: BookedInterview, to: Place) {
  const { interview_id, application_id, candidate_id, job_offer_id, arrangements, sequence } = interview
  return {
    slot_id: id,
    interview_id,
    application_id,
    candidate_id,
    job_offer_id,
    from: place,
    to,
    location: arrangements.location,
    sequence: sequence + 1,
  }
}
