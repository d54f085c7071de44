import type { SessionEndReason } from '@one-hcm/contracts/identity/sessions/session.events'
import type { FollowInterview } from '../recruitment/applications/follow-interview.ts'
import type { InterviewAsAwaited } from '../recruitment/deadlines/interview-reminder.ts'

/** What policies may ask for. Each is harmless to repeat, because followers and command handlers both run policies. */
export type PolicyCommand =
  | { type: 'OpenProtocol1Evaluation'; applicationId: string; candidateId: string }
  | {
      type: 'ResetProtocol2Evaluation'
      applicationId: string
      resetBy: string
      reason: string
      /** Revision of the application's correction. */
      demandedAt: number
    }
  | { type: 'NotifyRecruiter'; applicationId: string; sourceEventId: string }
  | ({ type: 'FollowInterview' } & FollowInterview)
  | {
      type: 'ReleaseInterview'
      applicationId: string
      /** Position in the log of the booking that is looked at; null when the application was closed. */
      bookedAt: bigint | null
    }
  | { type: 'CreateCandidateProfile'; userId: string }
  | { type: 'ListAdministrator'; userId: string; userRevision: number }
  | { type: 'EndSessions'; userId: string; accountRevision: number; reason: SessionEndReason }
  | { type: 'AlignOfferDeadlines'; jobOfferId: string; openedAt: number | null }
  | { type: 'DiscardDrafts'; which: { personId?: string; subjectId?: string; until?: string } }
  | ({ type: 'AlignInterviewReminder' } & InterviewAsAwaited)
  | { type: 'CloseOfferAtDeadline'; jobOfferId: string; deadline: string; follows: number }
