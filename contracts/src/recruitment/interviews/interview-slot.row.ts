import { reveal } from '../../kernel/erased.ts'
import type { Recorded } from '../../kernel/event.ts'
import type { InterviewEvent } from './interview.events.ts'

export const interviewStatuses = ['scheduled', 'completed', 'cancelled'] as const
export type InterviewStatus = (typeof interviewStatuses)[number]

/** What people see of one place in the calendar; who has it is the interview of `interview_id`. */
export type InterviewSlotRow = {
  id: string
  /** Date and time in Libreville. */
  date: string
  time: string
  /** ISO-8601 in UTC. */
  starts_at: string
  /** Of the interview that the slot has, or had last: a free slot is `scheduled` or, after a cancellation, `cancelled`. */
  status: InterviewStatus
  /** Null while the slot is free. */
  interview_id: string | null
  application_id: string | null
  candidate_id: string | null
  job_offer_id: string | null
  /** Where the slot was opened for, before anybody has it. */
  location: string | null
  interviewer_id: string | null
  /** The interview that was called off last, and what was said then; nulls once the slot is taken again. */
  cancelled_interview_id: string | null
  note: string | null
  /** Changes of this slot so far, less one: its revision towards clients, since the calendar's counts all slots. */
  version: number
  created_at: string
  updated_at: string
}

/** The slots that an event concerns: a move and a swap concern two. */
export function slotsOf({ type, data }: InterviewEvent): readonly string[] {
  switch (type) {
    case 'InterviewRescheduled':
      return data.from.slot_id === data.to.slot_id ? [data.to.slot_id] : [data.from.slot_id, data.to.slot_id]
    case 'InterviewsSwapped':
      return [data.a.slot_id, data.b.slot_id]
    default:
      return [data.slot_id]
  }
}

/** Folds one event into the row of one of its slots; projectors and write answers both use this one. */
export function foldInterviewSlot(
  row: InterviewSlotRow | undefined,
  event: Recorded<InterviewEvent>,
  slotId: string,
): InterviewSlotRow | undefined {
  const at = event.metadata.occurred_at
  const next = row && { ...row, version: row.version + 1, updated_at: at }
  const put = (place: { date: string; time: string; starts_at: string }, changes: Partial<InterviewSlotRow>) => ({
    ...(next ?? newSlot(slotId, at)),
    date: place.date,
    time: place.time,
    starts_at: place.starts_at,
    ...changes,
  })
  switch (event.type) {
    case 'InterviewSlotOpened':
      return put(event.data, { location: event.data.location, interviewer_id: event.data.interviewer_id, ...free })
    case 'InterviewScheduled':
      return put(event.data, takenBy(event.data))
    case 'InterviewRescheduled': {
      const { from, to } = event.data
      return slotId === to.slot_id ? put(to, takenBy(event.data)) : put(from, free)
    }
    case 'InterviewsSwapped': {
      const { a, b } = event.data
      return next && put(slotId === a.slot_id ? a.to : b.to, {})
    }
    case 'InterviewDetailsChanged':
      return next
    case 'InterviewCompleted':
      return next && { ...next, status: 'completed' }
    case 'InterviewCancelled':
      return (
        next && {
          ...next,
          ...free,
          status: 'cancelled',
          cancelled_interview_id: event.data.interview_id,
          note: reveal(event.data.reason),
        }
      )
  }
}

const free = {
  status: 'scheduled',
  interview_id: null,
  application_id: null,
  candidate_id: null,
  job_offer_id: null,
  cancelled_interview_id: null,
  note: null,
} as const

type Occupant = { interview_id: string; application_id: string; candidate_id: string; job_offer_id: string }
const takenBy = ({ interview_id, application_id, candidate_id, job_offer_id }: Occupant) =>
  ({
    ...free,
    interview_id,
    application_id,
    candidate_id,
    job_offer_id,
  }) as const

const newSlot = (id: string, at: string) => ({
  id,
  location: null,
  interviewer_id: null,
  ...free,
  version: 0,
  created_at: at,
  updated_at: at,
})
