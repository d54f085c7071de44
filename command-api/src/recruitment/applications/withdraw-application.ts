import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { transitions } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { ApplicationState } from './application.ts'

export type WithdrawApplication = { applicationId: string; candidateId: string; reason: string | null }

/** A candidate takes their application back: their own act, and final (recruitment §3.3). */
export function withdrawApplication(
  state: ApplicationState,
  { applicationId, candidateId, reason }: WithdrawApplication,
): Decision<ApplicationEvent> {
  if (state.stage !== 'submitted' || state.candidateId !== candidateId) return refuse('application-not-found')
  const { status } = state
  if (status === 'withdrawn') return []
  if (!transitions[status].includes('withdrawn'))
    return refuse('status-transition-not-allowed', { from: status, to: 'withdrawn' })
  return [
    {
      type: 'ApplicationWithdrawn',
      data: { application_id: applicationId, candidate_id: candidateId, previous_status: status, reason },
    },
  ]
}
