import type { UserEvent } from '../../identity/users/user.events.ts'
import type { Recorded } from '../../kernel/event.ts'
import type { ApplicationEvent } from '../../recruitment/applications/application.events.ts'
import type { DeadlineEvent } from '../../recruitment/deadlines/deadline.events.ts'
import type { InterviewEvent } from '../../recruitment/interviews/interview.events.ts'
import type { JobOfferEvent } from '../../recruitment/job-offers/job-offer.events.ts'
import type { InboxEvent } from './inbox.events.ts'
import { type Notice, toAudience, toUser } from './notice.ts'
import { type ApplicationNoticed, noticesOfApplication } from './notices-of-applications.ts'
import { type InterviewNoticed, noticesOfInterview } from './notices-of-interviews.ts'
import { type AccountNoticed, noticesOfUser } from './notices-of-users.ts'

/** Events that somebody is told of in the application. */
export const noticedEvents = [
  'CandidateRegistered',
  'AccessApproved',
  'PasswordResetRequested',
  'PasswordReset',
  'PasswordChanged',
  'CandidateProfileCreated',
  'CandidateProfileUpdated',
  'ApplicationSubmitted',
  'ApplicationDocumentUploaded',
  'ApplicationStatusChanged',
  'SimulationScheduled',
  'SimulationCancelled',
  'InterviewScheduled',
  'InterviewRescheduled',
  'InterviewsSwapped',
  'InterviewCancelled',
  'DeadlineReached',
  'JobOfferPublished',
  'NotificationCreated',
] as const satisfies readonly (
  | UserEvent
  | JobOfferEvent
  | ApplicationEvent
  | InterviewEvent
  | DeadlineEvent
  | InboxEvent
)['type'][]

export type NoticedEvent =
  | AccountNoticed
  | ApplicationNoticed
  | InterviewNoticed
  | Extract<JobOfferEvent, { type: 'JobOfferPublished' }>
  | Extract<InboxEvent, { type: 'NotificationCreated' }>

/** Whom an event is told to in the application, and what (recruitment §5.2): each person once. */
export function noticesOf(event: Recorded<NoticedEvent>): readonly Notice[] {
  switch (event.type) {
    case 'CandidateRegistered':
    case 'AccessApproved':
    case 'PasswordResetRequested':
    case 'PasswordReset':
    case 'PasswordChanged':
    case 'CandidateProfileCreated':
    case 'CandidateProfileUpdated':
      return noticesOfUser(event)
    case 'ApplicationSubmitted':
    case 'ApplicationDocumentUploaded':
    case 'ApplicationStatusChanged':
    case 'SimulationScheduled':
    case 'SimulationCancelled':
      return noticesOfApplication(event)
    case 'InterviewScheduled':
    case 'InterviewRescheduled':
    case 'InterviewsSwapped':
    case 'InterviewCancelled':
    case 'DeadlineReached':
      return noticesOfInterview(event)
    case 'JobOfferPublished': {
      const { job_offer_id } = event.data
      return [toAudience('job-offers', 'job_match', { job_offer_id, link: `/jobs/${job_offer_id}` })]
    }
    case 'NotificationCreated': {
      const { user_id, subtype, application_id, job_offer_id, candidate_id } = event.data
      const link = `/applications/${application_id}/evaluation`
      return [toUser(user_id, subtype, { application_id, job_offer_id, candidate_id, link })]
    }
  }
}
