import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import type { ApplicationState } from './application.ts'

export type DeleteApplication = { applicationId: string; deletedBy: string }

/** A recruiter deletes an application: gone from every list, and not to be made again (docs/decisions/0012). */
export function deleteApplication(
  state: ApplicationState,
  { applicationId, deletedBy }: DeleteApplication,
): Decision<ApplicationEvent> {
  if (state.stage !== 'submitted') return refuse('application-not-found')
  const { candidateId, jobOfferId } = state
  return [
    {
      type: 'ApplicationDeleted',
      data: {
        application_id: applicationId,
        candidate_id: candidateId,
        job_offer_id: jobOfferId,
        deleted_by: deletedBy,
      },
    },
  ]
}
