import type { ExportEvent } from '../exports/export.events.ts'
import { ids } from './recruitment-samples.ts'

/** An export of the sample application, from request to end. */
const request = { application_id: ids.application, request_id: 'b6a4d2c0-9e8f-5a71-8c3d-4e5f60718293' }

type Of<Type> = Extract<ExportEvent, { type: Type }>

export const exportRequested = (changes: Partial<Of<'EtlExportRequested'>['data']> = {}): Of<'EtlExportRequested'> => ({
  type: 'EtlExportRequested',
  data: { ...request, candidate_id: ids.candidate, job_offer_id: ids.offer, trigger: 'webhook', ...changes },
})

export const exportCompleted = (changes: Partial<Of<'EtlExportCompleted'>['data']> = {}): Of<'EtlExportCompleted'> => ({
  type: 'EtlExportCompleted',
  data: {
    ...request,
    tables: {
      dim_candidates: `dimensions/dim_candidates/ingestion_date=2026-01-01/${ids.candidate}.json`,
      dim_job_offers: `dimensions/dim_job_offers/ingestion_date=2026-01-01/${ids.offer}.json`,
      fact_applications: `facts/fact_applications/ingestion_date=2026-01-01/${ids.application}.json`,
    },
    documents_count: 3,
    total_size_bytes: 3_145_728,
    ...changes,
  },
})

export const exportFailed = (changes: Partial<Of<'EtlExportFailed'>['data']> = {}): Of<'EtlExportFailed'> => ({
  type: 'EtlExportFailed',
  data: { ...request, error_code: 'DocumentUnavailable', ...changes },
})
