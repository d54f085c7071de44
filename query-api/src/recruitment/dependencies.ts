import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'

/** What the recruitment context's reads need of the world. */
export type RecruitmentDependencies = {
  readModels: ReadModels
  /** For reads of the past, and for the records of who downloaded what. */
  log: EventLog
  documents: DocumentStore
}
