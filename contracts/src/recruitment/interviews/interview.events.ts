import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

/** All interviews are events of one stream, so that a booking, a move and a swap are one append each (design §3). */
const calendar = { context: 'recruitment', category: 'interviewCalendar' } as const

/** The id part of that stream. */
export const INTERVIEW_CALENDAR = 'main'

export const interviewModes = ['presentiel', 'distanciel'] as const

/**
 * Whose interview it is, and where it stands from now on. `interview_id` stays the same through moves and swaps;
 * `slot_id` is the place in the calendar that holds it after the event.
 */
const interview = {
  slot_id: z.string(),
  interview_id: z.string(),
  application_id: z.string(),
  candidate_id: z.string(),
  job_offer_id: z.string(),
}

/** A place in the calendar: date and time in Libreville, and the moment that they are, ISO-8601 in UTC. */
const place = { date: z.string(), time: z.string(), starts_at: z.string() }
const placeSchema = z.object(place)
const slotPlaceSchema = placeSchema.extend({ slot_id: z.string() })

/** How it is held. Nothing of it is about a person. */
const arrangements = {
  location: z.string().nullable(),
  interviewer_id: z.string().nullable(),
  interview_mode: z.enum(interviewModes).nullable(),
  video_link: z.string().nullable(),
  job_title: z.string().nullable(),
}
const textsSchema = z.object({ candidate_name: z.string().nullable(), notes: z.string().nullable() })

/** Counts what participants are told of an interview: the SEQUENCE of its calendar file (RFC 5545). */
const sequence = z.number().int()

export const InterviewSlotOpened = defineEvent({
  ...calendar,
  type: 'InterviewSlotOpened',
  summary: 'A recruiter offered a place in the calendar that nobody has yet.',
  data: {
    slot_id: z.string(),
    ...place,
    location: z.string().nullable(),
    interviewer_id: z.string().nullable(),
    opened_by: z.string(),
  },
})

export const InterviewScheduled = defineEvent({
  ...calendar,
  type: 'InterviewScheduled',
  summary: 'A place in the calendar was given to a candidate, for their application.',
  data: {
    ...interview,
    ...place,
    ...arrangements,
    candidate_name: z.string().nullable(),
    notes: z.string().nullable(),
    sequence,
    scheduled_by: z.string(),
    /** Revision of the application that the booking relied on. */
    decided_on: z.object({ application_revision: z.number().int() }),
  },
  personal: { candidate_id: ['candidate_name', 'notes'] },
})

export const InterviewRescheduled = defineEvent({
  ...calendar,
  type: 'InterviewRescheduled',
  summary: 'An interview was moved to a place that was free; the one it had is free from then on.',
  data: {
    ...interview,
    from: slotPlaceSchema,
    to: slotPlaceSchema,
    location: z.string().nullable(),
    by: z.string(),
    sequence,
  },
})

const swappedSchema = z.object({
  ...interview,
  from: placeSchema,
  to: placeSchema,
  location: z.string().nullable(),
  sequence,
})

export const InterviewsSwapped = defineEvent({
  ...calendar,
  type: 'InterviewsSwapped',
  summary: 'Two interviews exchanged their dates and times; each kept its slot id.',
  data: { a: swappedSchema, b: swappedSchema, by: z.string() },
})

export const InterviewDetailsChanged = defineEvent({
  ...calendar,
  type: 'InterviewDetailsChanged',
  summary: 'What is said of an interview was changed, but not when it is; fields that are not named stay.',
  data: {
    ...interview,
    changes: z.object(arrangements).partial(),
    texts: textsSchema.partial(),
    changed_by: z.string(),
    sequence,
  },
  personal: { candidate_id: ['texts'] },
})

export const InterviewCompleted = defineEvent({
  ...calendar,
  type: 'InterviewCompleted',
  summary: 'An interview took place.',
  data: { ...interview, completed_by: z.string() },
})

export const InterviewCancelled = defineEvent({
  ...calendar,
  type: 'InterviewCancelled',
  summary: 'An interview was called off; its place in the calendar is free again.',
  data: { ...interview, ...place, reason: z.string().nullable(), cancelled_by: z.string(), sequence },
  personal: { candidate_id: ['reason'] },
})

export const interviewEvents = [
  InterviewSlotOpened,
  InterviewScheduled,
  InterviewRescheduled,
  InterviewsSwapped,
  InterviewDetailsChanged,
  InterviewCompleted,
  InterviewCancelled,
] as const
export type InterviewEvent = EventOf<(typeof interviewEvents)[number]>
