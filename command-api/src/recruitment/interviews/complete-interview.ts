import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { BookedInterview, CalendarSlot } from './interview-calendar.ts'
import { isPast } from './interview-moment.ts'

/** Notes that an interview took place, which it can only have once its time has come (recruitment §3.6). */
export function completeInterview(
  { slot, interview }: { slot: CalendarSlot; interview: BookedInterview },
  by: string,
  now: string,
): Decision<InterviewEvent> {
  if (!isPast(slot.place, now))
    return refuse('interview-not-yet-held', { date: slot.place.date, time: slot.place.time })
  const { interview_id, application_id, candidate_id, job_offer_id } = interview
  return [
    {
      type: 'InterviewCompleted',
      data: { slot_id: slot.id, interview_id, application_id, candidate_id, job_offer_id, completed_by: by },
    },
  ]
}
