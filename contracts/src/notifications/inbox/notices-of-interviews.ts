import type { Recorded } from '../../kernel/event.ts'
import type { DeadlineEvent } from '../../recruitment/deadlines/deadline.events.ts'
import type { InterviewEvent } from '../../recruitment/interviews/interview.events.ts'
import { localTimeOf } from '../../recruitment/interviews/interview-time.ts'
import { type Notice, toAudience, toUser } from './notice.ts'

export type InterviewNoticed =
  | Extract<
      InterviewEvent,
      { type: 'InterviewScheduled' | 'InterviewRescheduled' | 'InterviewsSwapped' | 'InterviewCancelled' }
    >
  | Extract<DeadlineEvent, { type: 'DeadlineReached' }>

type Interview = { application_id: string; candidate_id: string; job_offer_id: string }

/** Interviews are told to their candidate, and that one draws near; offers that close soon to who asked for it. */
export function noticesOfInterview(event: Recorded<InterviewNoticed>): readonly Notice[] {
  switch (event.type) {
    case 'InterviewScheduled':
      return [ofInterview('interview_scheduled', event.data, event.data)]
    case 'InterviewRescheduled':
      return [ofInterview('interview_rescheduled', event.data, event.data.to)]
    case 'InterviewsSwapped':
      return [event.data.a, event.data.b].map((one) => ofInterview('interview_rescheduled', one, one.to))
    case 'InterviewCancelled':
      return [ofInterview('interview_cancelled', event.data, event.data)]
    case 'DeadlineReached':
      return ofDeadline(event.data)
  }
}

const ofInterview = (
  subtype: 'interview_scheduled' | 'interview_rescheduled' | 'interview_cancelled',
  { application_id, candidate_id, job_offer_id }: Interview,
  { date, time }: { date: string; time: string },
): Notice =>
  toUser(candidate_id, subtype, {
    application_id,
    job_offer_id,
    date,
    time: time.slice(0, 5),
    link: `/applications/${application_id}/interviews`,
  })

function ofDeadline(deadline: Extract<DeadlineEvent, { type: 'DeadlineReached' }>['data']): readonly Notice[] {
  const { kind, application_id, candidate_id, job_offer_id, subject_at } = deadline
  const local = localTimeOf(subject_at)
  const when = { date: local.date, time: local.time.slice(0, 5) }
  if (kind === 'interview-reminder' && candidate_id !== null && application_id !== null)
    return [
      toUser(candidate_id, 'interview_reminder', {
        application_id,
        job_offer_id,
        ...when,
        link: `/applications/${application_id}/interviews`,
      }),
    ]
  if (kind === 'offer-closing-soon' && job_offer_id !== null)
    return [toAudience('job-offers', 'job_deadline', { job_offer_id, ...when, link: `/jobs/${job_offer_id}` })]
  return []
}
