import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startThrowAwayBlobs, type ThrowAwayBlobs } from '@one-hcm/platform/testing/throw-away-blobs'
import {
  type LakeFixture,
  openLakeFixture,
  streams,
  submittedWithFiles,
  tellWholeStory,
} from '../testing/lake-fixture.ts'
import { applicationId, applicationSamples, candidateId, offerId } from '../testing/samples.ts'
import { exportAll } from './export-all.ts'
import { verifyLake } from './verify-lake.ts'

let blobs: ThrowAwayBlobs
beforeAll(async () => {
  blobs = await startThrowAwayBlobs()
})
afterAll(() => blobs.stop())

async function exported(): Promise<LakeFixture> {
  const fixture = await openLakeFixture(blobs.connectionString)
  await tellWholeStory(fixture)
  const report = await exportAll(fixture)
  expect(report).toEqual({ entities: 3, files: { written: 8, unchanged: 0, stale: 0 }, failures: [] })
  return fixture
}

const candidate = `dimensions/dim_candidates/ingestion_date=2026-01-14/${candidateId}.json`
const offer = (day: string) => `dimensions/dim_job_offers/ingestion_date=${day}/${offerId}.json`
const fact = (day: string) => `facts/fact_applications/ingestion_date=${day}/${applicationId}.json`
const folder = `documents/ingestion_date=2026-01-15/${applicationId}`
const cv = `${folder}/cv_Awa Ndong.pdf`

describe('a fresh export of the whole log', () => {
  test('writes one object per entity and day, and the PDFs', async () => {
    const { contents } = await exported()
    expect(Object.keys(await contents())).toEqual([
      candidate,
      offer('2026-01-14'),
      offer('2026-01-15'),
      `${folder}/cover_letter_Lettre – été.pdf`,
      cv,
      `${folder}/diplome_diplome.pdf`,
      fact('2026-01-15'),
      fact('2026-01-16'),
    ])
  })

  test('again writes nothing, and into another container the same bytes', async () => {
    const fixture = await exported()
    expect((await exportAll(fixture)).files).toEqual({ written: 0, unchanged: 8, stale: 0 })
    const other = await fixture.withEmptyLake()
    await exportAll(other)
    expect(await other.contents()).toEqual(await fixture.contents())
  })

  test('goes on past an entity that cannot be exported, and says which and why', async () => {
    const fixture = await openLakeFixture(blobs.connectionString)
    const lost = applicationSamples.ApplicationSubmitted
    await fixture.keys.keyForWriting(candidateId)
    fixture.log.append('application-lost', lost, '2026-01-15T10:00:00.000Z')
    fixture.log.append(streams.application, await submittedWithFiles(fixture), '2026-01-15T10:00:00.000Z')
    const report = await exportAll(fixture)
    expect(report).toMatchObject({
      entities: 2,
      failures: [{ entity: 'fact_applications lost', reason: expect.stringContaining('is missing') }],
    })
    expect(Object.keys(await fixture.contents())).toContain(fact('2026-01-15'))
    expect((await verifyLake(fixture)).failures).toHaveLength(1)
  })

  test('covers a log of several pages', async () => {
    const fixture = await openLakeFixture(blobs.connectionString)
    const { log } = fixture
    for (let n = 0; n < 3; n++)
      log.append(`jobOffer-${n}`, { type: 'JobOfferPublished', data: {} }, '2026-01-15T10:00:00Z')
    const readAll: typeof log.readAll = ({ after }) => log.readAll({ after, limit: 2 })
    expect(await exportAll({ ...fixture, log: { readAll } })).toMatchObject({ entities: 3, failures: [] })
  })
})

describe('verifying', () => {
  test('finds a lake equal to a fresh export', async () => {
    expect(await verifyLake(await exported())).toEqual({ entities: 3, files: 8, differences: [], failures: [] })
  })

  test.each([
    ['a row', offer('2026-01-15')],
    ['a PDF', cv],
  ])('finds %s that is missing', async (_, path) => {
    const fixture = await exported()
    await fixture.lake.delete(path)
    expect((await verifyLake(fixture)).differences).toEqual([{ path, kind: 'missing' }])
  })

  test.each([
    ['content', { body: Buffer.from('{}') }],
    ['content type', { contentType: 'text/plain' }],
    ['metadata', { metadata: { table: 'fact_applications' } }],
    ['version', { version: { epoch: 0, revision: 99 } }],
    ['epoch', { version: { epoch: 1, revision: 1 } }],
  ])('finds another %s', async (_, change) => {
    const fixture = await exported()
    const path = fact('2026-01-16')
    const object = (await fixture.lake.get(path))!
    await fixture.lake.delete(path)
    await fixture.lake.putIfNewer({ ...object, ...change })
    expect((await verifyLake(fixture)).differences).toEqual([{ path, kind: 'different' }])
  })

  test('finds a changed PDF', async () => {
    const fixture = await exported()
    const object = (await fixture.lake.get(cv))!
    await fixture.lake.putIfNewer({ ...object, body: Buffer.from('%PDF-1.7 vc') })
    expect((await verifyLake(fixture)).differences).toEqual([{ path: cv, kind: 'different' }])
  })

  test.each([
    ['of a day without events', fact('2026-01-17')],
    ['of an entity that never was', offer('2026-01-15').replace(offerId, 'nobody')],
    ['of another table', `dimensions/dim_users/ingestion_date=2026-01-14/${candidateId}.json`],
    ['beside the documents', `${folder}/cv_other.pdf`],
    ['that is none of ours', 'notes.txt'],
  ])('finds a file %s', async (_, path) => {
    const fixture = await exported()
    const object = (await fixture.lake.get(candidate))!
    await fixture.lake.putIfNewer({ ...object, path })
    expect((await verifyLake(fixture)).differences).toEqual([{ path, kind: 'extra' }])
  })

  test('finds what an erasure has left behind, and nothing after the next export', async () => {
    const fixture = await exported()
    await fixture.erase(candidateId)
    const kinds = (await verifyLake(fixture)).differences.map(({ kind }) => kind).sort()
    expect(kinds).toEqual(['different', 'different', 'different', 'extra', 'extra', 'extra'])
    await exportAll(fixture)
    expect((await verifyLake(fixture)).differences).toEqual([])
  })
})
