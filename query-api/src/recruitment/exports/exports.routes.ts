import { pageEnveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { ExportRow } from '@one-hcm/contracts/recruitment/exports/export.row'
import { exportToWire } from '@one-hcm/contracts/recruitment/exports/export.wire'
import { type ExportListQuery, listExportsRoute } from '@one-hcm/contracts/recruitment/exports/list-exports.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type pg from 'pg'
import { fetchPage } from '../../lists/fetch-page.ts'
import { createFilters } from '../../lists/filters.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'

export const exportEndpoints = ({ readModels }: Pick<RecruitmentDependencies, 'readModels'>): Endpoint[] => [
  endpoint(listExportsRoute, async ({ query }) => {
    const page = await findExports(readModels.pool(), query)
    if (isRefusal(page)) return page
    const { skip, limit } = query
    const data = page.rows.map(({ doc }) => exportToWire(doc))
    return { body: pageEnveloped(data, { ...page, skip, limit, message: 'Exports récupérés avec succès' }) }
  }),
]

function findExports(pool: pg.Pool, { status, application_id, skip, limit, cursor }: ExportListQuery) {
  const filters = createFilters()
  filters.where((p) => `e.status = ${p}`, status)
  filters.where((p) => `e.id = ${p}::uuid`, application_id)
  return fetchPage<{ doc: ExportRow }>(pool, {
    select: 'e.doc',
    from: 'lake_exports e',
    id: 'e.id',
    filters,
    sort: { column: 'e.requested_at', type: 'timestamptz' },
    order: 'desc',
    skip,
    limit,
    cursor,
  })
}
