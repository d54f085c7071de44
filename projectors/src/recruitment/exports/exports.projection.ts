import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { type ExportEvent, exportEvents } from '@one-hcm/contracts/recruitment/exports/export.events'
import { type ExportRow, foldExport } from '@one-hcm/contracts/recruitment/exports/export.row'
import { defineProjection } from '../../engine/projection.ts'

/** Exports to the lake that were asked for, the last of each application. Serves the administrators' list. */
export const exportsProjection = defineProjection<ExportRow, Recorded<ExportEvent>>({
  table: 'lake_exports',
  version: 1,
  events: exportEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldExport,
  columns: {
    status: { type: 'text', value: (row) => row.status },
    requested_at: { type: 'timestamptz', value: (row) => row.requested_at },
  },
  indexes: ['requested_at desc, id desc', 'status, requested_at desc, id desc'],
})
