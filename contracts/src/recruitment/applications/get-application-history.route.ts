import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'
import type { ApplicationHistoryRow } from './application.row.ts'
import { applicationStatuses, statusFr } from './application-status.ts'

export const applicationHistoryEntry = z.object({
  id: z.uuid(),
  application_id: z.uuid(),
  changed_by: z.string(),
  previous_status: z.enum(applicationStatuses).nullable(),
  new_status: z.enum(applicationStatuses),
  status_fr: z.string(),
  notes: z.string().nullable().meta({ description: 'Internal: null for candidates' }),
  is_correction: z.boolean(),
  changed_at: z.string(),
})

export const historyToWire = (
  applicationId: string,
  entry: ApplicationHistoryRow,
): z.infer<typeof applicationHistoryEntry> => ({
  ...entry,
  application_id: applicationId,
  status_fr: statusFr[entry.new_status],
})

export const getApplicationHistoryRoute = defineRoute({
  name: 'getApplicationHistory',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/applications/{id}/history',
  summary: 'Changes of status, newest first; candidates do not see internal notes',
  access: { ...staff, auditor: 'all', candidate: 'own' },
  params: z.object({ id: z.uuid() }),
  response: z.object({ success: z.literal(true), data: z.array(applicationHistoryEntry) }),
  refusals: ['application-not-found'],
})
