import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { InterviewStatus } from '@one-hcm/contracts/recruitment/interviews/interview-slot.row'
import type { AuditEvent } from '../testing/recruitment.ts'

/** What screens must show, counted from the history alone and without any code of the platform. */
export type Recount = {
  interviews: Record<InterviewStatus, number>
  /** Moments of interviews that are to come or took place, each with its application. */
  calendar: string[]
  /** By application: its status, and when its interview is. */
  applications: Map<string, { status: ApplicationStatus; interview_date: string | null }>
}

export function recount(log: readonly AuditEvent[]): Recount {
  const interviews = new Map<string, { status: InterviewStatus; moment: string; application: string }>()
  const applications: Recount['applications'] = new Map()
  const date = (application: string, interview_date: string | null) => {
    const known = applications.get(application)
    if (known) applications.set(application, { ...known, interview_date })
  }
  const move = (id: string, application: string, moment: string) => {
    interviews.set(id, { status: 'scheduled', moment, application })
    date(application, moment)
  }
  for (const { stream, ...event } of log)
    if (stream === 'interviewCalendar-main') {
      const { type, data } = event as unknown as InterviewEvent
      if (type === 'InterviewScheduled') move(data.interview_id, data.application_id, data.starts_at)
      else if (type === 'InterviewRescheduled') move(data.interview_id, data.application_id, data.to.starts_at)
      else if (type === 'InterviewsSwapped')
        for (const one of [data.a, data.b]) move(one.interview_id, one.application_id, one.to.starts_at)
      else if (type === 'InterviewCancelled') {
        interviews.get(data.interview_id)!.status = 'cancelled'
        date(data.application_id, null)
      } else if (type === 'InterviewCompleted') interviews.get(data.interview_id)!.status = 'completed'
    } else if (stream.startsWith('application-')) {
      const { type, data } = event as unknown as ApplicationEvent
      if (type === 'ApplicationSubmitted')
        applications.set(data.application_id, { status: 'pending', interview_date: null })
      else if (type === 'ApplicationStatusChanged')
        applications.set(data.application_id, { ...applications.get(data.application_id)!, status: data.new_status })
    }
  const all = [...interviews.values()]
  const count = (wanted: InterviewStatus) => all.filter(({ status }) => status === wanted).length
  return {
    interviews: { scheduled: count('scheduled'), completed: count('completed'), cancelled: count('cancelled') },
    calendar: all
      .filter(({ status }) => status !== 'cancelled')
      .map(({ moment, application }) => `${moment} ${application}`)
      .toSorted(),
    applications,
  }
}
