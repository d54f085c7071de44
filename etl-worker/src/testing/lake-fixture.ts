import { randomUUID } from 'node:crypto'
import { createDocumentStore, type DocumentStore } from '@one-hcm/platform/blobs/document-store'
import { createLakeStore, type LakeStore } from '@one-hcm/platform/blobs/lake-store'
import type { KeyRing } from '@one-hcm/platform/privacy/key-ring'
import { createMemoryKeyRing } from '@one-hcm/platform/testing/memory-key-ring'
import { createExporter, type Exporter } from '../export-entity.ts'
import { createMemoryLog, type MemoryLog } from './memory-log.ts'
import { applicationId, applicationSamples, candidateId, jobOfferSamples, offerId, userSamples } from './samples.ts'

export type LakeFixture = {
  log: MemoryLog
  keys: KeyRing
  documents: DocumentStore
  lake: LakeStore
  exporter: Exporter
  /** The same log and documents over another, empty container. */
  withEmptyLake(): Promise<LakeFixture>
  /** Everything in the lake, by path. */
  contents(): Promise<Record<string, { contentType: string; metadata: object; version: object; text: string }>>
  erase(personId: string): Promise<void>
}

export async function openLakeFixture(connectionString: string): Promise<LakeFixture> {
  const log = createMemoryLog()
  const keys = createMemoryKeyRing()
  const documents = createDocumentStore({ connectionString, container: `documents-${randomUUID()}`, keys })
  await documents.ensureReady()

  const over = async (): Promise<LakeFixture> => {
    const lake = createLakeStore({ connectionString, container: `raw-${randomUUID()}` })
    await lake.ensureReady()
    return {
      log,
      keys,
      documents,
      lake,
      exporter: createExporter({ log, documents, lake }),
      withEmptyLake: over,
      contents: async () => {
        const found: Awaited<ReturnType<LakeFixture['contents']>> = {}
        for await (const { path } of lake.list()) {
          const { body, contentType, metadata, version } = (await lake.get(path))!
          found[path] = { contentType, metadata, version, text: body.toString() }
        }
        return found
      },
      erase: async (personId) => {
        await keys.destroy(personId)
        log.erase(personId)
      },
    }
  }
  return over()
}

/** The sample application, with its three files or the first few of them, stored as the command side stores them. */
export async function submittedWithFiles(
  { documents }: LakeFixture,
  filesMax = Number.POSITIVE_INFINITY,
): Promise<typeof applicationSamples.ApplicationSubmitted> {
  const { ApplicationSubmitted } = applicationSamples
  const stored = []
  for (const document of ApplicationSubmitted.data.documents.slice(0, filesMax)) {
    const bytes = Buffer.from(`%PDF-1.7 ${document.document_type}`)
    const { storage_key } = await documents.put({ personId: candidateId, documentId: document.document_id, bytes })
    stored.push({ ...document, storage_key, file_size: bytes.length })
  }
  return { ...ApplicationSubmitted, data: { ...ApplicationSubmitted.data, documents: stored } }
}

export const streams = {
  user: `user-${candidateId}`,
  offer: `jobOffer-${offerId}`,
  application: `application-${applicationId}`,
  evaluation: `protocol1-${applicationId}`,
} as const

/** A candidate, an offer and an application between them, over three days. */
export async function tellWholeStory(fixture: LakeFixture): Promise<void> {
  const { log } = fixture
  log.append(streams.offer, jobOfferSamples.JobOfferDrafted, '2026-01-14T09:00:00.000Z')
  log.append(streams.offer, jobOfferSamples.JobOfferRevised, '2026-01-14T09:30:00.000Z')
  log.append(streams.user, userSamples.CandidateRegistered, '2026-01-14T23:59:59.999Z')
  log.append(streams.offer, jobOfferSamples.JobOfferPublished, '2026-01-15T00:00:00.000Z')
  log.append(streams.application, await submittedWithFiles(fixture), '2026-01-15T10:00:00.000Z')
  log.append(streams.application, applicationSamples.ApplicationStatusChanged, '2026-01-16T10:00:00.000Z')
}
