import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { interviewModes } from './interview.events.ts'
import type { InterviewRow } from './interview.row.ts'
import { type InterviewSlotRow, interviewStatuses } from './interview-slot.row.ts'
import { INTERVIEW_ZONE } from './interview-time.ts'

const text = z.string().nullable()
const id = z.uuid().nullable()

/** A place in the calendar with the interview it holds; the fields of the latter are null while it is free. */
export const interviewSlotWire = z
  .object({
    id: z.uuid(),
    date: z.string().meta({ description: 'Day in Libreville, YYYY-MM-DD' }),
    time: z.string().meta({ description: 'Time in Libreville, HH:mm:ss' }),
    starts_at: z.string().meta({ description: 'The same moment in UTC' }),
    timezone: z.literal(INTERVIEW_ZONE),
    status: z.enum(interviewStatuses),
    is_available: z.boolean(),
    interview_id: id,
    application_id: id,
    candidate_id: id,
    job_offer_id: id,
    candidate_name: text,
    job_title: text,
    location: text,
    notes: text.meta({ description: 'For staff; of a slot that became free, why' }),
    interviewer_id: id,
    interview_mode: z.enum(interviewModes).nullable(),
    video_link: text,
    sequence: z.number().int().nullable(),
    version: z.number().int().meta({ description: 'What `If-Match` and a swap compare' }),
    recruiter_id: id.meta({ deprecated: true, description: 'Who booked the interview' }),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'InterviewSlot' })
export type InterviewSlotWire = z.infer<typeof interviewSlotWire>

export const interviewSlotInList = interviewSlotWire.extend(availableActions)

/** The one place where a slot gets its wire form. Notes are for staff alone. */
export function interviewSlotToWire(
  slot: InterviewSlotRow,
  interview: InterviewRow | null,
  { withNotes }: { withNotes: boolean },
): InterviewSlotWire {
  return {
    id: slot.id,
    date: slot.date,
    time: slot.time,
    starts_at: slot.starts_at,
    timezone: INTERVIEW_ZONE,
    status: slot.status,
    is_available: slot.interview_id === null,
    interview_id: slot.interview_id,
    application_id: slot.application_id,
    candidate_id: slot.candidate_id,
    job_offer_id: slot.job_offer_id,
    candidate_name: interview?.candidate_name ?? null,
    job_title: interview?.job_title ?? null,
    location: interview ? interview.location : slot.location,
    notes: withNotes ? (interview ? interview.notes : slot.note) : null,
    interviewer_id: interview ? interview.interviewer_id : slot.interviewer_id,
    interview_mode: interview?.interview_mode ?? null,
    video_link: interview?.video_link ?? null,
    sequence: interview?.sequence ?? null,
    version: slot.version,
    recruiter_id: interview?.scheduled_by ?? null,
    created_at: slot.created_at,
    updated_at: slot.updated_at,
  }
}
