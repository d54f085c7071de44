import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import {
  type ApplicationStatus,
  canonicalStatus,
  corrections,
  transitions,
} from '@one-hcm/contracts/recruitment/applications/application-status'
import type { ApplicationState } from './application.ts'

export type ChangeApplicationStatus = {
  applicationId: string
  /** Canonical status or an accepted alias. */
  status: string
  notes: string | null
  changedBy: string
}

/** A recruiter moves an application along, or corrects a former move and says why (recruitment §3.3). */
export function changeApplicationStatus(
  state: ApplicationState,
  command: ChangeApplicationStatus,
): Decision<ApplicationEvent> {
  if (state.stage === 'none') return refuse('application-not-found')
  const to = canonicalStatus(command.status)
  if (!to) return refuse('status-unknown', { status: command.status })
  if (to === state.status) return []

  const isTransition = to !== 'withdrawn' && transitions[state.status].includes(to)
  const isCorrection = !isTransition && correctionsFrom(state).includes(to)
  if (!isTransition && !isCorrection) return refuse('status-transition-not-allowed', { from: state.status, to })
  if (isCorrection && !command.notes?.trim()) return refuse('reason-required')

  return [
    {
      type: 'ApplicationStatusChanged',
      data: {
        application_id: command.applicationId,
        candidate_id: state.candidateId,
        previous_status: state.status,
        new_status: to,
        notes: command.notes,
        changed_by: command.changedBy,
        is_correction: isCorrection,
      },
    },
  ]
}

function correctionsFrom(state: Extract<ApplicationState, { stage: 'submitted' }>): readonly ApplicationStatus[] {
  const allowed = corrections[state.status]
  return allowed === 'previous' ? [state.previousStatus ?? 'incubation'] : allowed
}
