import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { canonicalStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { JobOfferFacts } from '../job-offers/job-offer-facts.ts'
import { type AmendApplication, amendApplication } from './amend-application.ts'
import type { ApplicationState } from './application.ts'
import { withdrawApplication } from './withdraw-application.ts'

export type UpdateOwnApplication = AmendApplication & { status: string | undefined; reason: string | null }

/**
 * A candidate updates their application: amends it, withdraws it, or both in one request. Clients that send everything
 * they were shown send its status too, which is no wish; any other status is not a candidate's to give (W-10).
 */
export function updateOwnApplication(
  state: ApplicationState,
  command: UpdateOwnApplication,
  offer: JobOfferFacts,
): Decision<ApplicationEvent> {
  const amended = amendApplication(state, command, offer)
  if (isRefusal(amended) || command.status === undefined) return amended
  const wanted = canonicalStatus(command.status)
  if (!wanted) return refuse('status-unknown', { status: command.status })
  if (state.stage === 'submitted' && wanted === state.status) return amended
  if (wanted !== 'withdrawn') return refuse('status-not-own')
  const withdrawn = withdrawApplication(state, command)
  return isRefusal(withdrawn) ? withdrawn : [...amended, ...withdrawn]
}
