import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import type { interviewModes } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { isSimulable, type simulationStatuses } from '@one-hcm/contracts/recruitment/interviews/interview-rules'
import type { ApplicationState } from './application.ts'

export type ScheduleSimulation = {
  applicationId: string
  /** Date and time in Libreville, and the moment that they are, ISO-8601 in UTC. */
  place: { date: string; time: string; starts_at: string }
  mode: (typeof interviewModes)[number]
  videoLink: string | null
  location: string | null
  /** Status that the application has from then on. */
  status: (typeof simulationStatuses)[number]
  scheduledBy: string
}

/** Gives a candidate in incubation a date for the simulation, or another one (recruitment §3.3). */
export function scheduleSimulation(
  state: ApplicationState,
  command: ScheduleSimulation,
  now: string,
): Decision<ApplicationEvent> {
  if (state.stage !== 'submitted') return refuse('application-not-found')
  const { candidateId, jobOfferId, status, appointments } = state
  if (!isSimulable(status)) return refuse('simulation-not-possible', { status })
  const { applicationId, place, scheduledBy } = command
  const wanted = {
    simulation_date: place.date,
    simulation_time: place.time,
    starts_at: place.starts_at,
    mode: command.mode,
    video_link: command.videoLink,
    location: command.location,
  }
  const known = appointments.simulation
  const isSo =
    known !== null && Object.entries(wanted).every(([field, value]) => known[field as keyof typeof wanted] === value)
  if (!isSo && place.starts_at <= now) return refuse('interview-date-past', { date: place.date, time: place.time })
  const subject = { application_id: applicationId, candidate_id: candidateId }
  return [
    ...(isSo
      ? []
      : [
          {
            type: 'SimulationScheduled' as const,
            data: {
              ...subject,
              job_offer_id: jobOfferId,
              ...wanted,
              scheduled_by: scheduledBy,
              sequence: appointments.simulationSequence + 1,
            },
          },
        ]),
    ...(command.status === status
      ? []
      : [
          {
            type: 'ApplicationStatusChanged' as const,
            data: {
              ...subject,
              previous_status: status,
              new_status: command.status,
              notes: null,
              changed_by: scheduledBy,
              is_correction: false,
            },
          },
        ]),
  ]
}
