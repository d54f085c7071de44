import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { InterviewStatus } from '@one-hcm/contracts/recruitment/interviews/interview-slot.row'
import { type BookInterview, type BookingFacts, bookInterview } from './book-interview.ts'
import { lookUp } from './bucketed-map.ts'
import { cancelInterview } from './cancel-interview.ts'
import { type ChangeInterviewDetails, changeInterviewDetails } from './change-interview-details.ts'
import { completeInterview } from './complete-interview.ts'
import { bookedIn, type CalendarState, interviewCalendar, type Place } from './interview-calendar.ts'
import { moveInterview } from './move-interview.ts'

export type ReviseInterviewSlot = {
  slotId: string
  /** Version that the slot must still have, where the caller says so. */
  version: number | undefined
  /** From the slot's own place, where the caller names only a date or only a time. */
  placeFrom(place: Place): Place
  status: InterviewStatus | undefined
  details: Pick<ChangeInterviewDetails, 'changes' | 'texts'>
  /** Said when it is called off. */
  reason: string | null
  newSlotId: string
  by: string
  /** The booking, when the caller names an application. */
  booking: Omit<BookInterview, 'place' | 'newSlotId' | 'scheduledBy'> | undefined
}

/**
 * Whatever a client changes of a slot, as one decision: a free slot is booked; an interview is moved, changed, noted as
 * held, or called off. A client that sends a slot back as it was shown changes nothing (recruitment §4.7).
 */
export function reviseInterviewSlot(
  state: CalendarState,
  command: ReviseInterviewSlot,
  facts: BookingFacts,
): Decision<InterviewEvent> {
  const { slotId, version, status, details, reason, newSlotId, by, booking } = command
  const slot = lookUp(state.slots, slotId)
  if (!slot) return refuse('interview-slot-not-found')
  if (version !== undefined && version !== slot.version) return refuse('precondition-failed')
  const place = command.placeFrom(slot.place)
  if (slot.holds === 'nobody') {
    if (status === 'cancelled') return []
    if (!booking) return refuse('interview-slot-free')
    return bookInterview(state, { ...booking, place, newSlotId, scheduledBy: by }, facts)
  }
  if (slot.holds === 'finished') return status === 'completed' ? [] : refuse('interview-over')
  if (booking && booking.applicationId !== slot.holds.application_id)
    return refuse('interview-slot-taken', { date: slot.place.date, time: slot.place.time })
  const held = { slot, interview: slot.holds }
  if (status === 'cancelled') return cancelInterview(held, { reason, by })

  const location = details.changes.location ?? undefined
  return inTurn(state, slotId, [
    (now, at) => moveInterview(now, at, { place, newSlotId, location, by }, facts.now),
    (_, at) => changeInterviewDetails(at, { ...details, by }),
    (_, at) => (status === 'completed' ? completeInterview(at, by, facts.now) : []),
  ])
}

type Step = (state: CalendarState, held: Parameters<typeof moveInterview>[1]) => Decision<InterviewEvent>

/** Several decisions about one interview, each on what the former ones left; the first refusal refuses them all. */
function inTurn(state: CalendarState, slotId: string, steps: readonly Step[]): Decision<InterviewEvent> {
  const events: InterviewEvent[] = []
  let [current, id] = [state, slotId]
  for (const step of steps) {
    const slot = lookUp(current.slots, id)
    const interview = bookedIn(slot)
    if (!slot || !interview) break
    const decided = step(current, { slot, interview })
    if (isRefusal(decided)) return decided
    for (const event of decided) {
      events.push(event)
      current = interviewCalendar.evolve(current, event)
      if (event.type === 'InterviewRescheduled') id = event.data.to.slot_id
    }
  }
  return events
}
