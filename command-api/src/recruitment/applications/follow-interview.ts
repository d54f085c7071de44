import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { type ApplicationStatus, transitions } from '@one-hcm/contracts/recruitment/applications/application-status'
import { isClosed } from '@one-hcm/contracts/recruitment/interviews/interview-rules'
import type { ApplicationState } from './application.ts'

/** What the calendar says of an application's interview: when it is, or that it was called off. */
export type FollowInterview = {
  applicationId: string
  slotId: string
  interviewId: string
  /** ISO-8601 in UTC; null for an interview that was called off. */
  interviewDate: string | null
  /** Revision of the calendar's event: an application never goes back to what an earlier one said. */
  calendarRevision: number
  by: string
}

/**
 * Takes over what the calendar says (recruitment §3.3): an interview moves the application to `interview_scheduled` and
 * gives it the date, its end takes both back. Where the status allows no such step, the date alone follows; what was
 * rejected or withdrawn meanwhile gets no date.
 */
export function followInterview(state: ApplicationState, command: FollowInterview): Decision<ApplicationEvent> {
  if (state.stage !== 'submitted') return refuse('application-not-found')
  const { status, candidateId, appointments } = state
  const { applicationId, slotId, interviewId, interviewDate, calendarRevision, by } = command
  if (calendarRevision <= appointments.calendarRevision) return []
  const subject = { application_id: applicationId, candidate_id: candidateId }
  const follows = (interview_date: string) => ({
    ...subject,
    slot_id: slotId,
    interview_id: interviewId,
    interview_date,
    calendar_revision: calendarRevision,
  })
  const move = (new_status: ApplicationStatus): ApplicationEvent => ({
    type: 'ApplicationStatusChanged',
    data: { ...subject, previous_status: status, new_status, notes: null, changed_by: by, is_correction: false },
  })

  if (interviewDate !== null) {
    if (isClosed(status)) return []
    return [
      { type: 'ApplicationInterviewDateSet', data: follows(interviewDate) },
      ...(transitions[status].includes('interview_scheduled') ? [move('interview_scheduled')] : []),
    ]
  }
  const known = appointments.interview
  if (known?.interviewId !== interviewId) return []
  return [
    { type: 'ApplicationInterviewDateCleared', data: follows(known.startsAt) },
    ...(status === 'interview_scheduled' ? [move('pending')] : []),
  ]
}
