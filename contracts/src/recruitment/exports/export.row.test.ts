import { expect, test } from '@jest/globals'
import { exportCompleted, exportFailed, exportRequested } from '../testing/export-samples.ts'
import { foldTwice, history, timeOf } from '../testing/fold-twice.ts'
import { ids } from '../testing/recruitment-samples.ts'
import type { ExportEvent } from './export.events.ts'
import { foldExport } from './export.row.ts'
import { exportToWire, exportWire } from './export.wire.ts'

const fold = (...events: ExportEvent[]) =>
  foldTwice(foldExport, history<ExportEvent>(`etlExport-${ids.application}`, ...events))
const later = { request_id: 'ffffffff-0000-5000-8000-000000000000' }

test('EtlExportRequested: asked for, by whom and how', () => {
  const row = fold(exportRequested())
  expect(row).toMatchObject({ status: 'requested', trigger: 'webhook', requested_at: timeOf(0), tables: null })
  expect(row).toMatchObject({ application_id: ids.application, requested_by: 'actor' })
})

test('EtlExportFailed: why, until it completes after all', () => {
  expect(fold(exportRequested(), exportFailed())).toMatchObject({ status: 'failed', error_code: 'DocumentUnavailable' })
  expect(fold(exportRequested(), exportFailed(), exportCompleted())).toMatchObject({
    status: 'completed',
    error_code: null,
    completed_at: timeOf(2),
    documents_count: 3,
  })
})

test('what is said of an earlier request, or after the end, changes nothing', () => {
  const asked = [exportRequested(), exportRequested(later)]
  expect(fold(...asked, exportCompleted(), exportFailed())).toEqual(fold(...asked))
  const done = [exportRequested(), exportCompleted()]
  expect(fold(...done, exportFailed())).toEqual(fold(...done))
})

test('on the wire in the documented form', () => {
  for (const events of [[exportRequested()], [exportRequested(), exportCompleted()]] as const)
    expect(exportWire.parse(exportToWire(fold(...events)!))).toEqual(exportToWire(fold(...events)!))
})
