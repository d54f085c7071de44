import type { z } from 'zod'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { ExportEvent, exportedTables, exportTriggers } from './export.events.ts'

export const exportStatuses = ['requested', 'completed', 'failed'] as const

/** What people see of the exports that were asked for of one application: the last of them. */
export type ExportRow = {
  application_id: string
  candidate_id: string
  job_offer_id: string
  request_id: string
  trigger: (typeof exportTriggers)[number]
  status: (typeof exportStatuses)[number]
  requested_at: string
  /** Account id, or `visitor` for the webhook. */
  requested_by: string
  completed_at: string | null
  error_code: string | null
  tables: z.infer<typeof exportedTables> | null
  documents_count: number | null
  total_size_bytes: number | null
  updated_at: string
}

/** Folds one event into the row; what is said of an earlier request than the last changes nothing. */
export function foldExport(row: ExportRow | undefined, event: Recorded<ExportEvent>): ExportRow | undefined {
  const at = event.metadata.occurred_at
  if (event.type === 'EtlExportRequested') {
    const { candidate_id, job_offer_id, request_id, trigger } = event.data
    return {
      application_id: idOfStream(event.stream),
      candidate_id,
      job_offer_id,
      request_id,
      trigger,
      status: 'requested',
      requested_at: at,
      requested_by: event.metadata.actor.id,
      completed_at: null,
      error_code: null,
      tables: null,
      documents_count: null,
      total_size_bytes: null,
      updated_at: at,
    }
  }
  if (!row || row.request_id !== event.data.request_id || row.status === 'completed') return row
  if (event.type === 'EtlExportFailed')
    return { ...row, status: 'failed', error_code: event.data.error_code, updated_at: at }
  const { tables, documents_count, total_size_bytes } = event.data
  return {
    ...row,
    status: 'completed',
    completed_at: at,
    error_code: null,
    tables,
    documents_count,
    total_size_bytes,
    updated_at: at,
  }
}
