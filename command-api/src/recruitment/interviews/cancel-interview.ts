import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { BookedInterview, CalendarSlot } from './interview-calendar.ts'

export type CancelInterview = { reason: string | null; by: string }

/** Calls an interview off: its slot stays in the calendar, free to be booked again (recruitment §3.6). */
export function cancelInterview(
  { slot, interview }: { slot: CalendarSlot; interview: BookedInterview },
  { reason, by }: CancelInterview,
): InterviewEvent[] {
  const { interview_id, application_id, candidate_id, job_offer_id, sequence } = interview
  return [
    {
      type: 'InterviewCancelled',
      data: {
        slot_id: slot.id,
        interview_id,
        application_id,
        candidate_id,
        job_offer_id,
        ...slot.place,
        reason,
        cancelled_by: by,
        sequence: sequence + 1,
      },
    },
  ]
}
