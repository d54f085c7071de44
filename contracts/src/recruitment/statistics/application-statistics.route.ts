import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { documentTypes } from '../applications/application-document.ts'
import { count, statusCountsWire } from './status-counts.wire.ts'

const read = { context: 'recruitment', method: 'get', access: { ...staff, auditor: 'all' } } as const

const byDocumentType = z
  .partialRecord(z.enum(documentTypes), count)
  .meta({ description: 'Documents that applications have now, by type; a type without any is left out' })

const total = count.meta({ description: 'Applications that exist, in any status; deleted ones count nowhere' })

export const applicationStatisticsWire = z
  .object({
    total_applications: total,
    status_breakdown: statusCountsWire.meta({ description: 'By the status they have now' }),
    document_types: byDocumentType,
  })
  .meta({ id: 'ApplicationStatistics' })
export type ApplicationStatistics = z.infer<typeof applicationStatisticsWire>

export const getApplicationStatisticsRoute = defineRoute({
  ...read,
  name: 'getApplicationStatistics',
  path: '/api/v1/applications/stats/overview',
  summary: 'All applications by status, and their documents by type',
  response: envelope(applicationStatisticsWire),
})

export const advancedApplicationStatisticsWire = z
  .object({
    total_applications: total,
    status_breakdown: statusCountsWire,
    by_job_offer: z
      .array(z.object({ job_offer_id: z.uuid(), title: z.string().nullable(), count }))
      .meta({ description: 'The 100 offers with most applications, most first' }),
    by_month: z
      .array(z.object({ month: z.string().meta({ description: '`YYYY-MM`, UTC' }), count }))
      .meta({ description: 'By the month of submission, latest first; the last 120 months that have any' }),
    documents_by_type: byDocumentType,
  })
  .meta({ id: 'AdvancedApplicationStatistics' })
export type AdvancedApplicationStatistics = z.infer<typeof advancedApplicationStatisticsWire>

export const getAdvancedApplicationStatisticsRoute = defineRoute({
  ...read,
  name: 'getAdvancedApplicationStatistics',
  path: '/api/v1/applications/stats/advanced',
  summary: 'All applications by status, offer and month, and their documents by type',
  response: z.object({ success: z.literal(true), data: advancedApplicationStatisticsWire }),
})
