import { type Erased, erased, isErased } from '@one-hcm/contracts/kernel/erased'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'
import { type BucketedMap, drop, emptyMap, lookUp, put } from './bucketed-map.ts'
import { type CalendarRows, foldCalendarRows } from './calendar-rows.ts'

type Scheduled = Extract<InterviewEvent, { type: 'InterviewScheduled' }>['data']
type Texts = { candidate_name: string | null; notes: string | null }

/** A date and time in Libreville, and the moment that they are, ISO-8601 in UTC. */
export type Place = { date: string; time: string; starts_at: string }

/** An interview that is still to be held, as far as decisions depend on it. */
export type BookedInterview = Pick<Scheduled, 'interview_id' | 'application_id' | 'candidate_id' | 'job_offer_id'> & {
  arrangements: Pick<Scheduled, 'location' | 'interviewer_id' | 'interview_mode' | 'video_link' | 'job_title'>
  texts: Texts | Erased
  sequence: number
}

/** One place of the calendar, and who has it: nobody, an interview, or one that took place. */
export type CalendarSlot = {
  id: string
  place: Place
  holds: 'nobody' | 'finished' | BookedInterview
  /** Where it was opened for. */
  opened: { location: string | null; interviewer_id: string | null }
  /** Changes so far, less one: what clients get as its revision. */
  version: number
}

/**
 * Every place of the calendar once. What took place is kept as a mark alone. Both invariants of recruitment §3.6 are in
 * the shape: a place has one slot, which holds one interview; an application has one place in `scheduled`.
 */
export type CalendarState = {
  slots: BucketedMap<CalendarSlot>
  /** Slot id by date and time. */
  places: BucketedMap<string>
  /** Slot id of the interview that is still to be held, by application. */
  scheduled: BucketedMap<string>
}

export const slotAt = (state: CalendarState, place: Place): CalendarSlot | undefined => {
  const id = lookUp(state.places, placeKey(place))
  return id === undefined ? undefined : lookUp(state.slots, id)
}
export const slotOfApplication = (state: CalendarState, applicationId: string): CalendarSlot | undefined => {
  const id = lookUp(state.scheduled, applicationId)
  return id === undefined ? undefined : lookUp(state.slots, id)
}

/** All interviews are one aggregate: a booking, a move and a swap are one append each (design §3). */
export const interviewCalendar: Aggregate<CalendarState, InterviewEvent, CalendarRows> = {
  name: 'interviewCalendar',
  category: 'interviewCalendar',
  initialState: { slots: emptyMap(), places: emptyMap(), scheduled: emptyMap() },
  evolve: (state, event) => {
    switch (event.type) {
      case 'InterviewSlotOpened': {
        const { slot_id, location, interviewer_id } = event.data
        return settle(state, slot_id, { place: placeOf(event.data), opened: { location, interviewer_id } })
      }
      case 'InterviewScheduled': {
        const { data } = event
        const next = settle(state, data.slot_id, { place: placeOf(data), holds: booked(data) })
        return { ...next, scheduled: put(next.scheduled, data.application_id, data.slot_id) }
      }
      case 'InterviewRescheduled': {
        const { from, to, application_id, location, sequence } = event.data
        const interview = interviewIn(state, from.slot_id)
        if (!interview) return state
        const holds = { ...interview, arrangements: { ...interview.arrangements, location }, sequence }
        const freed = settle(state, from.slot_id, { holds: 'nobody' })
        const next = settle(freed, to.slot_id, { place: placeOf(to), holds })
        return { ...next, scheduled: put(next.scheduled, application_id, to.slot_id) }
      }
      case 'InterviewsSwapped': {
        const { a, b } = event.data
        return [a, b].reduce((next, { slot_id, to, sequence }) => {
          const interview = interviewIn(state, slot_id)
          return interview ? settle(next, slot_id, { place: placeOf(to), holds: { ...interview, sequence } }) : next
        }, state)
      }
      case 'InterviewDetailsChanged': {
        const { slot_id, changes, texts, sequence } = event.data
        const interview = interviewIn(state, slot_id)
        if (!interview) return state
        const said = isErased(texts) || isErased(interview.texts) ? interview.texts : { ...interview.texts, ...texts }
        const arrangements = { ...interview.arrangements, ...changes }
        return settle(state, slot_id, { holds: { ...interview, arrangements, texts: said, sequence } })
      }
      case 'InterviewCompleted': {
        const next = settle(state, event.data.slot_id, { holds: 'finished' })
        return { ...next, scheduled: drop(next.scheduled, event.data.application_id) }
      }
      case 'InterviewCancelled': {
        const next = settle(state, event.data.slot_id, { holds: 'nobody' })
        return { ...next, scheduled: drop(next.scheduled, event.data.application_id) }
      }
    }
  },
  foldRow: foldCalendarRows,
}

/** The interview that a slot holds and that is still to be held. */
export const bookedIn = (slot: CalendarSlot | undefined): BookedInterview | undefined =>
  slot && typeof slot.holds === 'object' ? slot.holds : undefined

const interviewIn = (state: CalendarState, slotId: string) => bookedIn(lookUp(state.slots, slotId))

/** A slot after a change of it, made if it was not there; it stands at its place. */
function settle(
  state: CalendarState,
  id: string,
  change: Partial<Pick<CalendarSlot, 'place' | 'holds' | 'opened'>>,
): CalendarState {
  const known = lookUp(state.slots, id)
  const place = change.place ?? known?.place
  if (!place) return state
  const slot: CalendarSlot = {
    id,
    place,
    holds: change.holds ?? known?.holds ?? 'nobody',
    opened: change.opened ?? known?.opened ?? NOT_OPENED,
    version: (known?.version ?? -1) + 1,
  }
  const stands = known && placeKey(known.place) === placeKey(place) && lookUp(state.places, placeKey(place)) === id
  return {
    ...state,
    slots: put(state.slots, id, slot),
    places: stands ? state.places : put(state.places, placeKey(place), id),
  }
}

const NOT_OPENED = { location: null, interviewer_id: null }
const placeKey = ({ date, time }: Place) => `${date}T${time}`
const placeOf = ({ date, time, starts_at }: Place): Place => ({ date, time, starts_at })

const booked = (data: Scheduled): BookedInterview => ({
  interview_id: data.interview_id,
  application_id: data.application_id,
  candidate_id: data.candidate_id,
  job_offer_id: data.job_offer_id,
  arrangements: {
    location: data.location,
    interviewer_id: data.interviewer_id,
    interview_mode: data.interview_mode,
    video_link: data.video_link,
    job_title: data.job_title,
  },
  texts:
    isErased(data.candidate_name) || isErased(data.notes)
      ? erased
      : { candidate_name: data.candidate_name, notes: data.notes },
  sequence: data.sequence,
})
