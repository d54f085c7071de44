import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { type CalendarState, type Place, slotAt } from './interview-calendar.ts'
import { isPast } from './interview-moment.ts'

export type OpenInterviewSlot = {
  newSlotId: string
  place: Place
  location: string | null
  interviewerId: string | null
  openedBy: string
}

/** Offers a place in the calendar that nobody has yet. */
export function openInterviewSlot(
  state: CalendarState,
  { newSlotId, place, location, interviewerId, openedBy }: OpenInterviewSlot,
  now: string,
): Decision<InterviewEvent> {
  const { date, time } = place
  const slot = slotAt(state, place)
  if (slot?.holds === 'nobody') return []
  if (slot) return refuse('interview-slot-taken', { date, time })
  if (isPast(place, now)) return refuse('interview-date-past', { date, time })
  return [
    {
      type: 'InterviewSlotOpened',
      data: { slot_id: newSlotId, ...place, location, interviewer_id: interviewerId, opened_by: openedBy },
    },
  ]
}
