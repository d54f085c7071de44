import { z } from 'zod'
import type { EventOf } from '../../kernel/event.ts'
import { interviewModes } from '../interviews/interview.events.ts'
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

const text = z.string().nullable()

/** The appointments of an application as clients get them. */
export const appointmentsWire = {
  interview_date: text.meta({ description: 'When the interview is, in UTC' }),
  interview_slot_id: z.uuid().nullable(),
  simulation_date: text.meta({ description: 'Day of the simulation in Libreville, YYYY-MM-DD' }),
  simulation_time: text.meta({ description: 'Time of the simulation in Libreville, HH:mm:ss' }),
  simulation_starts_at: text.meta({ description: 'The same moment in UTC' }),
  simulation_mode: z.enum(interviewModes).nullable(),
  simulation_video_link: text,
  simulation_location: text,
}

export const appointmentsToWire = (row: ApplicationAppointments): ApplicationAppointments => ({
  interview_date: row.interview_date,
  interview_slot_id: row.interview_slot_id,
  simulation_date: row.simulation_date,
  simulation_time: row.simulation_time,
  simulation_starts_at: row.simulation_starts_at,
  simulation_mode: row.simulation_mode,
  simulation_video_link: row.simulation_video_link,
  simulation_location: row.simulation_location,
})
