import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

const common = { context: 'recruitment', category: 'etlExport' } as const

/** Who asked: the compatible trigger of existing clients, or an administrator. */
export const exportTriggers = ['webhook', 'replay'] as const

/** The files of one export, below the lake's container; null for a table whose row is not there. */
export const exportedTables = z.object({
  dim_candidates: z.string().nullable(),
  dim_job_offers: z.string().nullable(),
  fact_applications: z.string().nullable(),
})

const request = { application_id: z.string(), request_id: z.string() }

export const EtlExportRequested = defineEvent({
  ...common,
  type: 'EtlExportRequested',
  summary: 'An application, its candidate and its offer are to be exported to the lake once more, all their days.',
  data: { ...request, candidate_id: z.string(), job_offer_id: z.string(), trigger: z.enum(exportTriggers) },
})

export const EtlExportCompleted = defineEvent({
  ...common,
  type: 'EtlExportCompleted',
  summary: 'An export that was asked for is in the lake; nothing was written where the files were right already.',
  data: {
    ...request,
    tables: exportedTables,
    documents_count: z.number().int(),
    total_size_bytes: z.number().int(),
  },
})

export const EtlExportFailed = defineEvent({
  ...common,
  type: 'EtlExportFailed',
  summary: 'An export that was asked for did not succeed at once; it is tried again, and may still complete.',
  data: { ...request, error_code: z.string() },
})

export const exportEvents = [EtlExportRequested, EtlExportCompleted, EtlExportFailed] as const
export type ExportEvent = EventOf<(typeof exportEvents)[number]>
