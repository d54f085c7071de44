import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ExportEvent } from '@one-hcm/contracts/recruitment/exports/export.events'
import type { LakeExportState } from './lake-export.ts'

export type ExportRequest = {
  /** The application; undefined when there is none, or none any more. */
  application: { id: string; candidateId: string; jobOfferId: string } | undefined
  requestId: string
  trigger: 'webhook' | 'replay'
}

/** Asks for an export. While one is under way it brings what this one would: nothing is added to the queue. */
export function requestExport(
  state: LakeExportState,
  { application, requestId, trigger }: ExportRequest,
): Decision<ExportEvent> {
  if (!application) return refuse('application-not-found')
  if (state.status === 'requested') return []
  return [
    {
      type: 'EtlExportRequested',
      data: {
        application_id: application.id,
        request_id: requestId,
        candidate_id: application.candidateId,
        job_offer_id: application.jobOfferId,
        trigger,
      },
    },
  ]
}
