import type { ExportEvent } from '@one-hcm/contracts/recruitment/exports/export.events'
import { type ExportRow, foldExport } from '@one-hcm/contracts/recruitment/exports/export.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** The exports of one application that were asked for: whether the last one is still under way. */
export type LakeExportState = { status: 'none' | 'requested' | 'ended'; requestId: string | undefined }

export const lakeExport: Aggregate<LakeExportState, ExportEvent, ExportRow> = {
  name: 'lakeExport',
  category: 'etlExport',
  initialState: { status: 'none', requestId: undefined },
  evolve: (state, event) => {
    const { request_id } = event.data
    if (event.type === 'EtlExportRequested') return { status: 'requested', requestId: request_id }
    return request_id === state.requestId ? { ...state, status: 'ended' } : state
  },
  foldRow: foldExport,
}
