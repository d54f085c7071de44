import { alignDeadlinesOnOffer } from './align-deadlines-on-offer.ts'
import { alignReminderOnInterview } from './align-reminder-on-interview.ts'
import { closeOfferAtDeadline } from './close-offer-at-deadline.ts'
import { createProfileOnSubmission } from './create-profile-on-submission.ts'
import { discardDrafts } from './discard-drafts.ts'
import { endSessionsOnAccountChange } from './end-sessions-on-account-change.ts'
import { followInterviewCalendar } from './follow-interview-calendar.ts'
import { listAdministratorOnAppointment } from './list-administrator-on-appointment.ts'
import { notifyRecruiterOnEvaluation } from './notify-recruiter-on-evaluation.ts'
import { openEvaluationOnSubmission } from './open-evaluation-on-submission.ts'
import type { Policy } from './policy.ts'
import { releaseInterviewOfClosedApplication } from './release-interview-of-closed-application.ts'
import { resetProtocol2OnCorrection } from './reset-protocol2-on-correction.ts'

/** Every policy of the domain: what leads to what, across aggregates and contexts. */
export const policies: readonly Policy[] = [
  openEvaluationOnSubmission,
  resetProtocol2OnCorrection,
  createProfileOnSubmission,
  notifyRecruiterOnEvaluation,
  listAdministratorOnAppointment,
  endSessionsOnAccountChange,
  alignDeadlinesOnOffer,
  closeOfferAtDeadline,
  followInterviewCalendar,
  releaseInterviewOfClosedApplication,
  alignReminderOnInterview,
  discardDrafts,
]
