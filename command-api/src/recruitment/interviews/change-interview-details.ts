import { isErased } from '@one-hcm/contracts/kernel/erased'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { BookedInterview, CalendarSlot } from './interview-calendar.ts'

type Details = Extract<InterviewEvent, { type: 'InterviewDetailsChanged' }>['data']
export type ChangeInterviewDetails = {
  changes: Details['changes']
  texts: Partial<{ candidate_name: string | null; notes: string | null }>
  by: string
}

/** Changes what is said of an interview; what is so already is not said again. */
export function changeInterviewDetails(
  { slot, interview }: { slot: CalendarSlot; interview: BookedInterview },
  command: ChangeInterviewDetails,
): InterviewEvent[] {
  const changes = differing(command.changes, interview.arrangements)
  const texts = isErased(interview.texts) ? {} : differing(command.texts, interview.texts)
  if (Object.keys(changes).length + Object.keys(texts).length === 0) return []
  const { interview_id, application_id, candidate_id, job_offer_id, sequence } = interview
  return [
    {
      type: 'InterviewDetailsChanged',
      data: {
        slot_id: slot.id,
        interview_id,
        application_id,
        candidate_id,
        job_offer_id,
        changes,
        texts,
        changed_by: command.by,
        sequence: sequence + 1,
      },
    },
  ]
}

const differing = <T extends object>(wanted: Partial<T>, known: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => value !== undefined && value !== known[field as keyof T]),
  ) as Partial<T>
