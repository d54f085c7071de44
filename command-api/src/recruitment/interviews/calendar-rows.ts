import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { foldInterview, type InterviewRow, interviewsOf } from '@one-hcm/contracts/recruitment/interviews/interview.row'
import {
  foldInterviewSlot,
  type InterviewSlotRow,
  slotsOf,
} from '@one-hcm/contracts/recruitment/interviews/interview-slot.row'
import { type BucketedMap, emptyMap, keep, lookUp, put } from './bucketed-map.ts'

/** A slot and the interview it holds, as an answer shows them. */
export type SlotView = { slot: InterviewSlotRow; interview: InterviewRow | null }

/** What answers of writes are made of: the slots that writes still concern, with their interviews. */
export type CalendarRows = {
  slots: BucketedMap<InterviewSlotRow>
  interviews: BucketedMap<InterviewRow>
  /** The slots that the last event concerned; of a move, the one that holds the interview now comes first. */
  last: readonly string[]
}

/** Events between two clearings. */
const CLEAR_EVERY = 500
/** How long after its date a slot is remembered. */
const REMEMBERED_MS = 30 * 86_400_000

const none: CalendarRows = { slots: emptyMap(), interviews: emptyMap(), last: [] }

/**
 * Folds one event into the rows. Slots of a month ago are forgotten from time to time, at revisions and by the time of
 * the event, so that folding the same history always forgets the same: no write concerns them any more.
 */
export function foldCalendarRows(rows: CalendarRows = none, event: Recorded<InterviewEvent>): CalendarRows {
  let { slots, interviews } = rows
  for (const id of slotsOf(event)) {
    const row = foldInterviewSlot(lookUp(slots, id), event, id)
    if (row) slots = put(slots, id, row)
  }
  for (const id of interviewsOf(event)) {
    const row = foldInterview(lookUp(interviews, id), event, id)
    if (row) interviews = put(interviews, id, row)
  }
  const last = event.type === 'InterviewsSwapped' ? slotsOf(event) : slotsOf(event).slice(-1)
  if (event.revision % CLEAR_EVERY !== CLEAR_EVERY - 1) return { slots, interviews, last }
  const limit = new Date(Date.parse(event.metadata.occurred_at) - REMEMBERED_MS).toISOString()
  const answered = last.map((id) => lookUp(slots, id)?.interview_id)
  const toCome = ({ status }: { status: string }, interviewId: string | null) =>
    (status === 'scheduled' && interviewId !== null) || answered.includes(interviewId)
  return {
    slots: keep(slots, (row) => row.starts_at >= limit || toCome(row, row.interview_id) || last.includes(row.id)),
    interviews: keep(interviews, (row) => row.starts_at >= limit || toCome(row, row.id)),
    last,
  }
}

/** A slot with its interview; undefined for one that is not remembered. */
export function slotViewOf(rows: CalendarRows, id: string): SlotView | undefined {
  const slot = lookUp(rows.slots, id)
  if (!slot) return undefined
  return { slot, interview: slot.interview_id === null ? null : (lookUp(rows.interviews, slot.interview_id) ?? null) }
}
