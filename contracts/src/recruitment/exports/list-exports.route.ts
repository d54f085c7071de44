import { z } from 'zod'
import { pageEnvelope, pageQuery } from '../../kernel/envelope.ts'
import { defineRoute } from '../../kernel/route.ts'
import { exportStatuses } from './export.row.ts'
import { exportWire } from './export.wire.ts'

export const exportListQuery = z.object({
  ...pageQuery(100, 1000),
  status: z.enum(exportStatuses).optional(),
  application_id: z.uuid().optional(),
})
export type ExportListQuery = z.output<typeof exportListQuery>

export const listExportsRoute = defineRoute({
  name: 'listExports',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/admin/etl/exports',
  summary: 'Exports to the lake that somebody asked for, the last of each application, newest first',
  access: { admin: 'all', data: 'all' },
  query: exportListQuery,
  response: pageEnvelope(exportWire),
  refusals: ['invalid-cursor'],
})
