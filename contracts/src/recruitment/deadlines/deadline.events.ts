import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { deadlineKinds } from './deadline-kind.ts'

const deadline = { context: 'recruitment', category: 'deadline' } as const

/** What is awaited and for whom; ids that do not concern its kind are null. */
const subject = {
  deadline_id: z.string(),
  kind: z.enum(deadlineKinds),
  job_offer_id: z.string().nullable(),
  application_id: z.string().nullable(),
  slot_id: z.string().nullable(),
  candidate_id: z.string().nullable(),
}

/** When it is due, and when that which it is about takes place: the offer's deadline, the interview's start. ISO, UTC. */
const times = { due_at: z.string(), subject_at: z.string() }

/** Revision of the offer or of the calendar that it follows from; what is older changes nothing any more. */
const follows = { follows: z.number().int() }

export const DeadlineSet = defineEvent({
  ...deadline,
  type: 'DeadlineSet',
  summary: 'A deadline was set; it will be reached at its time unless it is moved or cancelled before.',
  data: { ...subject, ...times, ...follows },
})

export const DeadlineMoved = defineEvent({
  ...deadline,
  type: 'DeadlineMoved',
  summary: 'A deadline got another time: what it is about was moved, or somebody moved the deadline itself.',
  data: { ...subject, ...times, ...follows, previous_due_at: z.string(), moved_by_hand: z.boolean() },
})

export const deadlineCancellations = [
  'by-hand',
  'offer-closed',
  'offer-withdrawn',
  'offer-without-deadline',
  'interview-cancelled',
  'interview-completed',
  'too-near',
  'expired',
] as const

export const DeadlineCancelled = defineEvent({
  ...deadline,
  type: 'DeadlineCancelled',
  summary:
    'A deadline was called off: by somebody, because its subject is gone, or because it came too late to matter.',
  data: { ...subject, ...times, ...follows, reason: z.enum(deadlineCancellations) },
})

export const DeadlineReached = defineEvent({
  ...deadline,
  type: 'DeadlineReached',
  summary: 'The time of a deadline came: once for each time it was set.',
  data: { ...subject, ...times, ...follows },
})

export const deadlineEvents = [DeadlineSet, DeadlineMoved, DeadlineCancelled, DeadlineReached] as const
export type DeadlineEvent = EventOf<(typeof deadlineEvents)[number]>
