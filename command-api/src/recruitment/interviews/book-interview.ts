import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { InterviewEvent, interviewModes } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { isInterviewable } from '@one-hcm/contracts/recruitment/interviews/interview-rules'
import { type CalendarState, type Place, slotAt, slotOfApplication } from './interview-calendar.ts'
import { isPast } from './interview-moment.ts'

export type BookInterview = {
  /** Of the slot, should none be there yet. */
  newSlotId: string
  interviewId: string
  applicationId: string
  place: Place
  location: string | null
  interviewerId: string | null
  mode: (typeof interviewModes)[number] | null
  videoLink: string | null
  jobTitle: string | null
  candidateName: string | null
  notes: string | null
  scheduledBy: string
}

/** What is known elsewhere when an interview is booked. */
export type BookingFacts = {
  /** Undefined for an application that does not exist. */
  application: { status: ApplicationStatus; candidateId: string; jobOfferId: string; revision: number } | undefined
  defaultLocation: string
  now: string
}

/** Gives a place in the calendar to an application; its free slot is taken, or one is made (recruitment §3.6). */
export function bookInterview(
  state: CalendarState,
  command: BookInterview,
  { application, defaultLocation, now }: BookingFacts,
): Decision<InterviewEvent> {
  const { applicationId, place } = command
  if (!application) return refuse('application-not-found')
  const slot = slotAt(state, place)
  const known = slotOfApplication(state, applicationId)
  if (known && known === slot) return []
  if (isPast(place, now)) return refuse('interview-date-past', { date: place.date, time: place.time })
  if (slot && slot.holds !== 'nobody') return refuse('interview-slot-taken', { date: place.date, time: place.time })
  if (!isInterviewable(application.status))
    return refuse('application-not-interviewable', { status: application.status })
  if (known) return refuse('interview-exists', { date: known.place.date, time: known.place.time })
  return [
    {
      type: 'InterviewScheduled',
      data: {
        slot_id: slot?.id ?? command.newSlotId,
        interview_id: command.interviewId,
        application_id: applicationId,
        candidate_id: application.candidateId,
        job_offer_id: application.jobOfferId,
        ...place,
        location: command.location ?? slot?.opened.location ?? defaultLocation,
        interviewer_id: command.interviewerId ?? slot?.opened.interviewer_id ?? null,
        interview_mode: command.mode,
        video_link: command.videoLink,
        job_title: command.jobTitle,
        candidate_name: command.candidateName,
        notes: command.notes,
        sequence: 0,
        scheduled_by: command.scheduledBy,
        decided_on: { application_revision: application.revision },
      },
    },
  ]
}
