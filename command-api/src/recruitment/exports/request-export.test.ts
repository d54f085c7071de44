import { test } from '@jest/globals'
import { exportCompleted, exportFailed, exportRequested } from '@one-hcm/contracts/recruitment/testing/export-samples'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { lakeExport } from './lake-export.ts'
import { requestExport } from './request-export.ts'

const { request_id } = exportRequested().data
const application = { id: ids.application, candidateId: ids.candidate, jobOfferId: ids.offer }
const ask = { application, requestId: request_id, trigger: 'webhook' } as const
const again = { ...ask, requestId: 'another' }

test('an export is asked for', () =>
  given(lakeExport)
    .when((state) => requestExport(state, ask))
    .then([exportRequested()]))

test('while one is under way, nothing is added', () =>
  given(lakeExport, exportRequested())
    .when((state) => requestExport(state, again))
    .thenAlreadySo())

test.each([
  ['completed', exportCompleted()],
  ['failed', exportFailed()],
])('after one that %s, another can be asked for', (_how, ended) =>
  given(lakeExport, exportRequested(), ended)
    .when((state) => requestExport(state, again))
    .then([exportRequested({ request_id: 'another' })]),
)

test('not of an application that there is not', () =>
  given(lakeExport)
    .when((state) => requestExport(state, { ...ask, application: undefined }))
    .thenRefused('application-not-found'))
