import type { UserEvent } from '../../identity/users/user.events.ts'
import type { Recorded } from '../../kernel/event.ts'
import { followsInItsCommand } from '../../kernel/event-id.ts'
import type { ApplicationEvent } from '../../recruitment/applications/application.events.ts'
import type { EvaluationEvent } from '../../recruitment/evaluations/evaluation.events.ts'
import type { InterviewEvent } from '../../recruitment/interviews/interview.events.ts'
import type { JobOfferEvent } from '../../recruitment/job-offers/job-offer.events.ts'
import type { ActivityText } from './activity-texts.ts'

/** Events that the staff's feed shows (recruitment §8). */
export const activityEvents = [
  'ApplicationSubmitted',
  'ApplicationDocumentUploaded',
  'ApplicationStatusChanged',
  'ApplicationWithdrawn',
  'SimulationScheduled',
  'InterviewScheduled',
  'InterviewRescheduled',
  'InterviewCompleted',
  'InterviewCancelled',
  'EvaluationCompleted',
  'JobOfferPublished',
  'JobOfferReopened',
  'JobOfferClosed',
  'CandidateRegistered',
] as const

export type ActivityEvent = Extract<
  UserEvent | ApplicationEvent | InterviewEvent | EvaluationEvent | JobOfferEvent,
  { type: (typeof activityEvents)[number] }
>

export const activityTypes = [
  'application_submitted',
  'document_uploaded',
  'application_status_changed',
  'application_withdrawn',
  'simulation_scheduled',
  'interview_scheduled',
  'interview_rescheduled',
  'interview_completed',
  'interview_cancelled',
  'evaluation_completed',
  'job_offer_published',
  'job_offer_closed',
  'candidate_registered',
] as const
export type ActivityType = (typeof activityTypes)[number]

/** One thing that happened, under its event's id: ids alone, names are joined when it is read. */
export type ActivityRow = {
  activity_type: ActivityType
  text: ActivityText
  application_id: string | null
  candidate_id: string | null
  job_offer_id: string | null
  created_at: string
}

/** Undefined for what is no activity: a change of status that an appointment made is told by the appointment. */
export function foldActivity(_row: ActivityRow | undefined, event: Recorded<ActivityEvent>): ActivityRow | undefined {
  const { application_id, candidate_id, job_offer_id } = event.data as Partial<Record<string, string>>
  const about = (activity_type: ActivityType, text: ActivityText = activity_type as ActivityText): ActivityRow => ({
    activity_type,
    text,
    application_id: application_id ?? null,
    candidate_id: candidate_id ?? null,
    job_offer_id: job_offer_id ?? null,
    created_at: event.metadata.occurred_at,
  })
  switch (event.type) {
    case 'ApplicationSubmitted':
      return about('application_submitted')
    case 'ApplicationDocumentUploaded':
      return about('document_uploaded')
    case 'ApplicationStatusChanged':
      return event.metadata.actor.role === 'system' || followsInItsCommand(event)
        ? undefined
        : about('application_status_changed', `application_status_changed.${event.data.new_status}`)
    case 'ApplicationWithdrawn':
      return about('application_withdrawn')
    case 'SimulationScheduled':
      return about('simulation_scheduled')
    case 'InterviewScheduled':
      return about('interview_scheduled')
    case 'InterviewRescheduled':
      return about('interview_rescheduled')
    case 'InterviewCompleted':
      return about('interview_completed')
    case 'InterviewCancelled':
      return about('interview_cancelled')
    case 'EvaluationCompleted':
      return about('evaluation_completed')
    case 'JobOfferPublished':
    case 'JobOfferReopened':
      return about('job_offer_published')
    case 'JobOfferClosed':
      return about('job_offer_closed')
    case 'CandidateRegistered':
      return { ...about('candidate_registered'), candidate_id: event.data.user_id }
  }
}
