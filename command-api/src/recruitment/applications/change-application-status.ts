import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { canonicalStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import { kindOfChange } from '@one-hcm/contracts/recruitment/applications/status-change'
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
  if (state.stage !== 'submitted') return refuse('application-not-found')
  const to = canonicalStatus(command.status)
  if (!to) return refuse('status-unknown', { status: command.status })
  const kind = kindOfChange(state, to)
  if (kind === 'already so') return []
  if (kind === 'not allowed') return refuse('status-transition-not-allowed', { from: state.status, to })
  if (kind === 'correction' && !command.notes?.trim()) return refuse('reason-required')

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
        is_correction: kind === 'correction',
      },
    },
  ]
}
