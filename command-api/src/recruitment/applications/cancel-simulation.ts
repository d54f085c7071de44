import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import type { ApplicationState } from './application.ts'

export type CancelSimulation = { applicationId: string; reason: string | null; cancelledBy: string }

/** Calls a simulation off; an application that waited for it goes back to incubation (recruitment §3.3). */
export function cancelSimulation(
  state: ApplicationState,
  { applicationId, reason, cancelledBy }: CancelSimulation,
): Decision<ApplicationEvent> {
  if (state.stage !== 'submitted') return refuse('application-not-found')
  const { candidateId, jobOfferId, status, appointments } = state
  const { simulation } = appointments
  if (!simulation) return []
  const { simulation_date, simulation_time, starts_at, sequence } = simulation
  const subject = { application_id: applicationId, candidate_id: candidateId }
  const cancelled: ApplicationEvent = {
    type: 'SimulationCancelled',
    data: {
      ...subject,
      job_offer_id: jobOfferId,
      simulation_date,
      simulation_time,
      starts_at,
      reason,
      cancelled_by: cancelledBy,
      sequence: sequence + 1,
    },
  }
  if (status !== 'simulation_scheduled') return [cancelled]
  return [
    cancelled,
    {
      type: 'ApplicationStatusChanged',
      data: {
        ...subject,
        previous_status: status,
        new_status: 'incubation',
        notes: null,
        changed_by: cancelledBy,
        is_correction: false,
      },
    },
  ]
}
