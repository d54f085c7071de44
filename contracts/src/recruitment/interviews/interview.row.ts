import { reveal } from '../../kernel/erased.ts'
import type { Recorded } from '../../kernel/event.ts'
import type { InterviewEvent, interviewModes } from './interview.events.ts'
import type { InterviewStatus } from './interview-slot.row.ts'

/** What people see of one interview, whatever slot it is in; it stays after it was called off. */
export type InterviewRow = {
  id: string
  slot_id: string
  application_id: string
  candidate_id: string
  job_offer_id: string
  /** Null for an erased candidate. */
  candidate_name: string | null
  job_title: string | null
  /** Date and time in Libreville. */
  date: string
  time: string
  /** ISO-8601 in UTC. */
  starts_at: string
  location: string | null
  /** For staff alone. */
  notes: string | null
  interviewer_id: string | null
  interview_mode: (typeof interviewModes)[number] | null
  video_link: string | null
  status: InterviewStatus
  /** SEQUENCE of its calendar file. */
  sequence: number
  scheduled_by: string
  created_at: string
  updated_at: string
}

/** The interviews that an event concerns: none for a free slot, two for a swap. */
export function interviewsOf({ type, data }: InterviewEvent): readonly string[] {
  if (type === 'InterviewSlotOpened') return []
  return type === 'InterviewsSwapped' ? [data.a.interview_id, data.b.interview_id] : [data.interview_id]
}

/** Folds one event into the row of one of its interviews; projectors and write answers both use this one. */
export function foldInterview(
  row: InterviewRow | undefined,
  event: Recorded<InterviewEvent>,
  interviewId: string,
): InterviewRow | undefined {
  const updated_at = event.metadata.occurred_at
  if (event.type === 'InterviewScheduled') {
    const { decided_on: _, interview_id: id, ...data } = event.data
    const { candidate_name, notes, ...clear } = data
    return {
      id,
      ...clear,
      candidate_name: reveal(candidate_name),
      notes: reveal(notes),
      status: 'scheduled',
      created_at: updated_at,
      updated_at,
    }
  }
  if (!row) return undefined
  switch (event.type) {
    case 'InterviewSlotOpened':
      return row
    case 'InterviewRescheduled': {
      const { to, location, sequence } = event.data
      return { ...row, ...to, location, sequence, updated_at }
    }
    case 'InterviewsSwapped': {
      const { to, location, sequence } = event.data.a.interview_id === interviewId ? event.data.a : event.data.b
      return { ...row, ...to, location, sequence, updated_at }
    }
    case 'InterviewDetailsChanged': {
      const { changes, texts, sequence } = event.data
      return { ...row, ...changes, ...reveal(texts), sequence, updated_at }
    }
    case 'InterviewCompleted':
      return { ...row, status: 'completed', updated_at }
    case 'InterviewCancelled':
      return { ...row, status: 'cancelled', sequence: event.data.sequence, updated_at }
  }
}
