import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { definePolicy } from './policy.ts'
import type { PolicyCommand } from './policy-command.ts'

type Told =
  | 'InterviewScheduled'
  | 'InterviewRescheduled'
  | 'InterviewsSwapped'
  | 'InterviewCompleted'
  | 'InterviewCancelled'
type Telling = Extract<InterviewEvent, { type: Told }>
type Ids = { slot_id: string; application_id: string; candidate_id: string; job_offer_id: string }
type Reminder = Extract<PolicyCommand, { type: 'AlignInterviewReminder' }>

/** An interview is recalled before it takes place (recruitment §5.2); the reminder goes where the interview goes. */
export const alignReminderOnInterview = definePolicy<Telling>({
  name: 'align-reminder-on-interview',
  on: ['InterviewScheduled', 'InterviewRescheduled', 'InterviewsSwapped', 'InterviewCompleted', 'InterviewCancelled'],
  react: (event) => {
    const follow = (ids: Ids, interview: Reminder['interview'], beganAt: number | null = null): Reminder => ({
      type: 'AlignInterviewReminder',
      applicationId: ids.application_id,
      candidateId: ids.candidate_id,
      jobOfferId: ids.job_offer_id,
      slotId: ids.slot_id,
      interview,
      follows: event.revision,
      beganAt,
    })
    return remindersOf(event, follow)
  },
})

function remindersOf(
  { type, data, revision }: Recorded<Telling>,
  follow: (ids: Ids, interview: Reminder['interview'], beganAt?: number) => Reminder,
): Reminder[] {
  switch (type) {
    case 'InterviewScheduled':
      return [follow(data, { startsAt: data.starts_at }, revision)]
    case 'InterviewRescheduled':
      return [follow(data, { startsAt: data.to.starts_at })]
    case 'InterviewsSwapped':
      return [data.a, data.b].map((one) => follow(one, { startsAt: one.to.starts_at }))
    case 'InterviewCompleted':
      return [follow(data, { gone: 'interview-completed' })]
    case 'InterviewCancelled':
      return [follow(data, { gone: 'interview-cancelled' })]
  }
}
