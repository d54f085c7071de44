import type { EventOf } from '../../kernel/event.ts'
import type { interviewModes } from '../interviews/interview.events.ts'
import type { applicationAppointmentEvents } from './application-appointments.events.ts'

export type AppointmentEvent = EventOf<(typeof applicationAppointmentEvents)[number]>

/** When a candidate is expected, as the row of their application shows it. Nulls where nothing is arranged. */
export type ApplicationAppointments = {
  /** ISO-8601 in UTC. */
  interview_date: string | null
  interview_slot_id: string | null
  /** Date and time in Libreville. */
  simulation_date: string | null
  simulation_time: string | null
  /** ISO-8601 in UTC. */
  simulation_starts_at: string | null
  simulation_mode: (typeof interviewModes)[number] | null
  simulation_video_link: string | null
  simulation_location: string | null
}

const noInterview = { interview_date: null, interview_slot_id: null }
const noSimulation = {
  simulation_date: null,
  simulation_time: null,
  simulation_starts_at: null,
  simulation_mode: null,
  simulation_video_link: null,
  simulation_location: null,
}
export const noAppointments: ApplicationAppointments = { ...noInterview, ...noSimulation }

/** What an event changes in the appointments of an application. */
export function foldAppointments({ type, data }: AppointmentEvent): Partial<ApplicationAppointments> {
  switch (type) {
    case 'ApplicationInterviewDateSet':
      return { interview_date: data.interview_date, interview_slot_id: data.slot_id }
    case 'ApplicationInterviewDateCleared':
      return noInterview
    case 'SimulationScheduled':
      return {
        simulation_date: data.simulation_date,
        simulation_time: data.simulation_time,
        simulation_starts_at: data.starts_at,
        simulation_mode: data.mode,
        simulation_video_link: data.video_link,
        simulation_location: data.location,
      }
    case 'SimulationCancelled':
      return noSimulation
  }
}
