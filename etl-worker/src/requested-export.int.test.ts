import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import { exportRequested } from '@one-hcm/contracts/recruitment/testing/export-samples'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { recorded } from '@one-hcm/platform/testing/given'
import { startThrowAwayBlobs, type ThrowAwayBlobs } from '@one-hcm/platform/testing/throw-away-blobs'
import { createRequestedExport } from './requested-export.ts'
import { openLakeFixture, streams, submittedWithFiles } from './testing/lake-fixture.ts'
import { applicationId, candidateId, jobOfferSamples, offerId, userSamples } from './testing/samples.ts'

let blobs: ThrowAwayBlobs
beforeAll(async () => {
  blobs = await startThrowAwayBlobs()
})
afterAll(() => blobs.stop())

const request = recorded(
  `etlExport-${applicationId}`,
  exportRequested({ application_id: applicationId, candidate_id: candidateId, job_offer_id: offerId }),
)

/** A lake with nothing in it, a history to export, and what is recorded of exports. */
async function world() {
  const fixture = await openLakeFixture(blobs.connectionString)
  fixture.log.append(streams.user, userSamples.CandidateRegistered, '2026-01-14T10:00:00.000Z')
  fixture.log.append(streams.offer, jobOfferSamples.JobOfferDrafted, '2026-01-14T10:00:00.000Z')
  fixture.log.append(streams.application, await submittedWithFiles(fixture), '2026-01-15T10:00:00.000Z')
  const outcomes: { id: string; event: DomainEvent }[] = []
  const records = {
    append: (_stream: string, _expected: unknown, events: { id: string; event: DomainEvent }[]) => {
      outcomes.push(...events)
      return Promise.resolve({ revision: 0, position: 0n, events: [] })
    },
  } as unknown as Pick<EventLog, 'append'>
  return { ...fixture, outcomes, handle: createRequestedExport({ ...fixture, records }) }
}

test('D-12 W-24 brings the application, its candidate and its offer to the lake, and says where they are', async () => {
  const { handle, outcomes, contents } = await world()
  await handle(request)
  const tables = {
    dim_candidates: `dimensions/dim_candidates/ingestion_date=2026-01-14/${candidateId}.json`,
    dim_job_offers: `dimensions/dim_job_offers/ingestion_date=2026-01-14/${offerId}.json`,
    fact_applications: `facts/fact_applications/ingestion_date=2026-01-15/${applicationId}.json`,
  }
  expect(outcomes.map(({ event }) => event)).toEqual([
    {
      type: 'EtlExportCompleted',
      data: {
        application_id: applicationId,
        request_id: request.data.request_id,
        tables,
        documents_count: 3,
        total_size_bytes: expect.any(Number),
      },
    },
  ])
  expect(Object.keys(await contents())).toEqual(expect.arrayContaining(Object.values(tables)))
})

test('delivered again, it changes no file and records the same outcome under the same id', async () => {
  const { handle, outcomes, contents } = await world()
  await handle(request)
  const before = await contents()
  await handle(request)
  expect(await contents()).toEqual(before)
  expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1)
})

test('W-26 a PDF that cannot be had: no fact that lists it, the failure on record, and another try', async () => {
  const { outcomes, contents, ...fixture } = await world()
  const records = {
    append: (_stream: string, _expected: unknown, events: { id: string; event: DomainEvent }[]) => {
      outcomes.push(...events)
      return Promise.resolve({ revision: 0, position: 0n, events: [] })
    },
  } as unknown as Pick<EventLog, 'append'>
  const { createExporter } = await import('./export-entity.ts')
  const exporter = createExporter({ ...fixture, documents: { get: async () => undefined } })
  await expect(createRequestedExport({ ...fixture, records, exporter })(request)).rejects.toThrow('missing')
  expect(outcomes.map(({ event }) => event)).toEqual([
    {
      type: 'EtlExportFailed',
      data: { application_id: applicationId, request_id: request.data.request_id, error_code: 'DocumentUnavailable' },
    },
  ])
  expect(Object.keys(await contents()).filter((path) => path.startsWith('facts/'))).toEqual([])
})
