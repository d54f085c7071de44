import type { AppointmentEvent } from '@one-hcm/contracts/recruitment/applications/application-appointments'

type SimulationScheduled = Extract<AppointmentEvent, { type: 'SimulationScheduled' }>['data']

/** When a candidate is expected, as far as decisions about their application depend on it. */
export type Appointments = {
  interview: { slotId: string; interviewId: string; startsAt: string } | null
  /** The last event of the calendar that was taken over; -1 before the first. */
  calendarRevision: number
  simulation: Omit<SimulationScheduled, 'application_id' | 'candidate_id' | 'job_offer_id' | 'scheduled_by'> | null
  /** Of the last calendar file about a simulation; -1 before the first. */
  simulationSequence: number
}

export const noAppointments: Appointments = {
  interview: null,
  calendarRevision: -1,
  simulation: null,
  simulationSequence: -1,
}

export function evolveAppointments(state: Appointments, { type, data }: AppointmentEvent): Appointments {
  switch (type) {
    case 'ApplicationInterviewDateSet': {
      const interview = { slotId: data.slot_id, interviewId: data.interview_id, startsAt: data.interview_date }
      return { ...state, interview, calendarRevision: data.calendar_revision }
    }
    case 'ApplicationInterviewDateCleared':
      return { ...state, interview: null, calendarRevision: data.calendar_revision }
    case 'SimulationScheduled': {
      const { simulation_date, simulation_time, starts_at, mode, video_link, location, sequence } = data
      const simulation = { simulation_date, simulation_time, starts_at, mode, video_link, location, sequence }
      return { ...state, simulation, simulationSequence: sequence }
    }
    case 'SimulationCancelled':
      return { ...state, simulation: null, simulationSequence: data.sequence }
  }
}
