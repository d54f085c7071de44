import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { BookedInterview, CalendarSlot, CalendarState, Place } from './interview-calendar.ts'
import { slotAt } from './interview-calendar.ts'
import { isPast } from './interview-moment.ts'

export type MoveInterview = {
  place: Place
  /** Of the slot at the new place, should none be there yet. */
  newSlotId: string
  /** Where it is held from now on; as before when not said. */
  location: string | undefined
  by: string
}

/** Moves an interview to a place that is free; the one it had becomes free, in the same append (recruitment §3.6). */
export function moveInterview(
  state: CalendarState,
  { slot, interview }: { slot: CalendarSlot; interview: BookedInterview },
  { place, newSlotId, location, by }: MoveInterview,
  now: string,
): Decision<InterviewEvent> {
  if (place.starts_at === slot.place.starts_at) return []
  const { date, time } = place
  if (isPast(place, now)) return refuse('interview-date-past', { date, time })
  const target = slotAt(state, place)
  if (target && target.holds !== 'nobody') return refuse('interview-slot-taken', { date, time })
  const to = { slot_id: target?.id ?? newSlotId, ...place }
  const { interview_id, application_id, candidate_id, job_offer_id, arrangements, sequence } = interview
  return [
    {
      type: 'InterviewRescheduled',
      data: {
        slot_id: to.slot_id,
        interview_id,
        application_id,
        candidate_id,
        job_offer_id,
        from: { slot_id: slot.id, ...slot.place },
        to,
        location: location ?? arrangements.location,
        by,
        sequence: sequence + 1,
      },
    },
  ]
}
