import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { definePolicy } from './policy.ts'
import type { PolicyCommand } from './policy-command.ts'

type Followed = Extract<
  InterviewEvent,
  { type: 'InterviewScheduled' | 'InterviewRescheduled' | 'InterviewsSwapped' | 'InterviewCancelled' }
>

/** An application's status and interview date follow the calendar, in its order (recruitment §3.3). */
export const followInterviewCalendar = definePolicy<Followed>({
  name: 'follow-interview-calendar',
  on: ['InterviewScheduled', 'InterviewRescheduled', 'InterviewsSwapped', 'InterviewCancelled'],
  react: (event) => {
    switch (event.type) {
      case 'InterviewScheduled':
        return [follow(event, event.data, event.data.starts_at)]
      case 'InterviewRescheduled':
        return [follow(event, event.data, event.data.to.starts_at)]
      case 'InterviewsSwapped':
        return [event.data.a, event.data.b].map((swapped) => follow(event, swapped, swapped.to.starts_at))
      case 'InterviewCancelled':
        return [follow(event, event.data, null)]
    }
  },
})

const follow = (
  { revision, metadata }: Recorded,
  { application_id, slot_id, interview_id }: { application_id: string; slot_id: string; interview_id: string },
  interviewDate: string | null,
): PolicyCommand => ({
  type: 'FollowInterview',
  applicationId: application_id,
  slotId: slot_id,
  interviewId: interview_id,
  interviewDate,
  calendarRevision: revision,
  by: metadata.actor.id,
})
