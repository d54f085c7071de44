import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { type ApplicationRow, foldApplication } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** One application per candidate and offer: the pair is the id, so the store itself refuses a second one (design §3). */
export const applicationId = (candidateId: string, jobOfferId: string): string =>
  deriveId('application', candidateId, jobOfferId)

export type ApplicationState =
  | { stage: 'none' }
  | {
      stage: 'submitted'
      candidateId: string
      status: ApplicationStatus
      /** The status before the current one: where a rejection is corrected to. */
      previousStatus: ApplicationStatus | undefined
    }

export const application: Aggregate<ApplicationState, ApplicationEvent, ApplicationRow> = {
  name: 'application',
  category: 'application',
  initialState: { stage: 'none' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'ApplicationSubmitted':
        return {
          stage: 'submitted',
          candidateId: event.data.candidate_id,
          status: 'pending',
          previousStatus: undefined,
        }
      case 'ApplicationStatusChanged':
        return state.stage === 'none'
          ? state
          : { ...state, status: event.data.new_status, previousStatus: event.data.previous_status }
    }
  },
  foldRow: foldApplication,
}
