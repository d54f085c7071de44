import { z } from 'zod'
import { exportedTables, exportTriggers } from './export.events.ts'
import { type ExportRow, exportStatuses } from './export.row.ts'

/** An export to the lake that somebody asked for, as administrators see it. */
export const exportWire = z
  .object({
    id: z.uuid().meta({ description: 'The application’s id' }),
    application_id: z.uuid(),
    candidate_id: z.uuid(),
    job_offer_id: z.uuid(),
    trigger: z.enum(exportTriggers),
    status: z.enum(exportStatuses),
    requested_at: z.string(),
    requested_by: z.string(),
    completed_at: z.string().nullable(),
    error_code: z.string().nullable().meta({ description: 'Why the last try failed; it is tried again' }),
    tables_exported: exportedTables,
    documents_count: z.number().int().nullable(),
    total_size_mb: z.number().nullable(),
  })
  .meta({ id: 'LakeExport' })

const none = { dim_candidates: null, dim_job_offers: null, fact_applications: null }
const MIB = 1024 * 1024

/** Bytes as clients read them: MiB with two decimals. */
const megabytes = (bytes: number): number => Math.round((bytes / MIB) * 100) / 100

export const exportToWire = (row: ExportRow): z.infer<typeof exportWire> => ({
  id: row.application_id,
  application_id: row.application_id,
  candidate_id: row.candidate_id,
  job_offer_id: row.job_offer_id,
  trigger: row.trigger,
  status: row.status,
  requested_at: row.requested_at,
  requested_by: row.requested_by,
  completed_at: row.completed_at,
  error_code: row.error_code,
  tables_exported: row.tables ?? none,
  documents_count: row.documents_count,
  total_size_mb: row.total_size_bytes === null ? null : megabytes(row.total_size_bytes),
})

/** What the webhook answers (recruitment §4.11): paths where the export is in the lake already, nulls until then. */
export const webhookAnswerWire = z.object({
  application_id: z.uuid(),
  exported_to_blob: z.boolean(),
  tables_exported: exportedTables,
  documents_count: z.number().int(),
  total_size_mb: z.number(),
})

export const exportToWebhookAnswer = (row: ExportRow): z.infer<typeof webhookAnswerWire> => ({
  application_id: row.application_id,
  exported_to_blob: row.status === 'completed',
  tables_exported: row.tables ?? none,
  documents_count: row.documents_count ?? 0,
  total_size_mb: megabytes(row.total_size_bytes ?? 0),
})
