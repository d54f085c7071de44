import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LakeStore } from '@one-hcm/platform/blobs/lake-store'
import { startThrowAwayBlobs, type ThrowAwayBlobs } from '@one-hcm/platform/testing/throw-away-blobs'
import { createExporter } from './export-entity.ts'
import { entityOf } from './recruitment/entities.ts'
import { type LakeFixture, openLakeFixture, streams, submittedWithFiles } from './testing/lake-fixture.ts'
import { applicationId, applicationSamples, candidateId } from './testing/samples.ts'

let blobs: ThrowAwayBlobs
beforeAll(async () => {
  blobs = await startThrowAwayBlobs()
})
afterAll(() => blobs.stop())

const application = entityOf(streams.application)!
const { ApplicationStatusChanged } = applicationSamples
const fact = (day: string) => `facts/fact_applications/ingestion_date=${day}/${applicationId}.json`
const folder = `documents/ingestion_date=2026-01-15/${applicationId}`
const files = [`${folder}/cover_letter_Lettre – été.pdf`, `${folder}/cv_Awa Ndong.pdf`, `${folder}/diplome_diplome.pdf`]

async function submitted() {
  const fixture = await openLakeFixture(blobs.connectionString)
  const event = fixture.log.append(streams.application, await submittedWithFiles(fixture), '2026-01-15T10:00:00.000Z')
  const change = (at: string) => fixture.log.append(streams.application, ApplicationStatusChanged, at)
  return { ...fixture, event, change }
}

/** A lake that notes the order of writes. */
function noting(lake: LakeStore) {
  const writes: string[] = []
  const noted: LakeStore = {
    ...lake,
    putIfNewer: (object) => {
      writes.push(object.path)
      return lake.putIfNewer(object)
    },
  }
  return { writes, noted }
}

describe('exporting an application', () => {
  test('stores its PDFs in clear, then the fact that lists them', async () => {
    const { event, lake, contents, ...fixture } = await submitted()
    const { writes, noted } = noting(lake)
    const exported = await createExporter({ ...fixture, lake: noted }).export(application, [event])
    expect(exported).toEqual({ written: 4, unchanged: 0, stale: 0 })
    expect(writes.at(-1)).toBe(fact('2026-01-15'))

    const found = await contents()
    expect(Object.keys(found)).toEqual([...files, fact('2026-01-15')])
    expect(found[`${folder}/cv_Awa Ndong.pdf`]).toEqual({
      contentType: 'application/pdf',
      metadata: {
        application_id: applicationId,
        candidate_id: candidateId,
        document_type: 'cv',
        ready_for_ocr: 'true',
        ingestion_date: '2026-01-15',
      },
      version: { epoch: 0, revision: 0 },
      text: '%PDF-1.7 cv',
    })
    const row = JSON.parse(found[fact('2026-01-15')]!.text) as { document_blob_paths: { blob_path: string }[] }
    expect(row.document_blob_paths.map(({ blob_path }) => blob_path).sort()).toEqual([...files].sort())
  })

  test('again writes nothing', async () => {
    const { event, exporter } = await submitted()
    await exporter.export(application, [event])
    expect(await exporter.export(application, [event])).toEqual({ written: 0, unchanged: 1, stale: 0 })
    expect(await exporter.export(application, 'all')).toEqual({ written: 0, unchanged: 4, stale: 0 })
  })

  test('on a later event writes that day only, but not without the PDFs of the former', async () => {
    const { change, exporter, contents } = await submitted()
    const next = change('2026-01-16T00:00:00.000Z')
    await exporter.export(application, [next])
    expect(Object.keys(await contents())).toEqual([...files, fact('2026-01-16')])
  })

  test('W-25 with all its days gives each its own object', async () => {
    const { change, exporter, contents } = await submitted()
    change('2026-01-16T10:00:00.000Z')
    change('2026-01-18T10:00:00.000Z')
    await exporter.export(application, 'all')
    const found = await contents()
    const days = ['2026-01-15', '2026-01-16', '2026-01-18']
    expect(Object.keys(found)).toEqual([...files, ...days.map(fact)])
    expect(days.map((day) => JSON.parse(found[fact(day)]!.text) as object)).toMatchObject([
      { status: 'pending', event_version: 0, exported_at: '2026-01-15T10:00:00.000Z' },
      { status: 'interview_scheduled', event_version: 1, exported_at: '2026-01-16T10:00:00.000Z' },
      { status: 'interview_scheduled', event_version: 2, exported_at: '2026-01-18T10:00:00.000Z' },
    ])
  })

  test.each(['missing', 'of another size'] as const)(
    'W-26 fails with the reason when a PDF is %s, and no fact is written',
    async (kind) => {
      const fixture = await openLakeFixture(blobs.connectionString)
      const { data, type } = await submittedWithFiles(fixture)
      const documents = data.documents.map((document, index) =>
        index > 0
          ? document
          : kind === 'missing'
            ? { ...document, storage_key: 'lost' }
            : { ...document, file_size: 1 },
      )
      const event = fixture.log.append(
        streams.application,
        { type, data: { ...data, documents } },
        '2026-01-15T10:00:00.000Z',
      )
      await expect(fixture.exporter.export(application, [event])).rejects.toMatchObject({
        name: 'DocumentUnavailable',
        message: expect.stringContaining(kind),
      })
      expect(Object.keys(await fixture.contents())).not.toContain(fact('2026-01-15'))
    },
  )

  test('waits for an event that the stream does not show yet', async () => {
    const { event, exporter } = await submitted()
    const ahead = { ...event, id: 'ahead', revision: 9 }
    await expect(exporter.export(application, [ahead])).rejects.toMatchObject({ name: 'HistoryBehind' })
  })
})

describe('after the erasure of a candidate', () => {
  const erased = async (): Promise<LakeFixture & Awaited<ReturnType<typeof submitted>>> => {
    const fixture = await submitted()
    fixture.change('2026-01-16T10:00:00.000Z')
    await fixture.exporter.export(application, 'all')
    await fixture.erase(candidateId)
    return fixture
  }

  test('any export of the application rewrites all its days and removes its files', async () => {
    const { exporter, contents, event } = await erased()
    await exporter.export(application, [event])
    const found = await contents()
    expect(Object.keys(found)).toEqual([fact('2026-01-15'), fact('2026-01-16')])
    expect(JSON.stringify(found)).not.toMatch(/Obame|Écoute|Awa|%PDF/)
  })

  test('a writer that still holds the former content cannot bring it back', async () => {
    const { exporter, lake, contents } = await erased()
    const former = (await lake.get(fact('2026-01-16')))!
    await exporter.export(application, 'all')
    const clean = await contents()
    const newer = { ...former, version: { ...former.version, revision: former.version.revision + 1 } }
    expect(await lake.putIfNewer(former)).toBe('stale')
    expect(await lake.putIfNewer(newer)).toBe('stale')
    expect(await contents()).toEqual(clean)
  })
})
