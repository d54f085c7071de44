import { type ApplicationStatus, transitions } from '../applications/application-status.ts'

/** Whether a candidate in this status may be invited: they are already, or may be moved there (recruitment §3.3). */
export const isInterviewable = (status: ApplicationStatus): boolean =>
  status === 'interview_scheduled' || transitions[status].includes('interview_scheduled')

/** Statuses in which a simulation is arranged; existing clients keep `incubation` meanwhile (recruitment §3.3). */
export const simulationStatuses = ['incubation', 'simulation_scheduled'] as const
export const isSimulable = (status: ApplicationStatus): boolean =>
  (simulationStatuses as readonly ApplicationStatus[]).includes(status)

/** Statuses that need no interview any more: a slot that is still to come goes back to the calendar. */
export const isClosed = (status: ApplicationStatus): boolean => status === 'rejected' || status === 'withdrawn'
