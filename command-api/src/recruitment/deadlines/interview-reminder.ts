import { deadlineId } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import { hoursBefore } from '@one-hcm/contracts/recruitment/deadlines/deadline-rules'
import type { AlignDeadline } from './align-deadline.ts'

/** An interview as its reminder follows it. */
export type InterviewAsAwaited = {
  applicationId: string
  candidateId: string
  jobOfferId: string
  slotId: string
  /** When it takes place, ISO-8601 in UTC, or why it does not any more. */
  interview: { startsAt: string } | { gone: 'interview-completed' | 'interview-cancelled' }
  /** Revision of the calendar. */
  follows: number
  /** The same where the interview was booked by it; null where it merely changed. */
  beganAt: number | null
}

/** Where the reminder of an interview should stand: a number of hours before it, unless less than that is left. */
export const interviewReminder = (
  { applicationId, candidateId, jobOfferId, slotId, interview, follows, beganAt }: InterviewAsAwaited,
  { reminderHours, now }: { reminderHours: number; now: string },
): AlignDeadline => ({
  subject: {
    deadline_id: deadlineId('interview-reminder', applicationId),
    kind: 'interview-reminder',
    job_offer_id: jobOfferId,
    application_id: applicationId,
    slot_id: slotId,
    candidate_id: candidateId,
  },
  target:
    'gone' in interview
      ? interview
      : { subjectAt: interview.startsAt, dueAt: hoursBefore(interview.startsAt, reminderHours) },
  follows,
  beganAt,
  now,
})
