import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { SealedRows } from '@one-hcm/platform/privacy/sealed-rows'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import type { WorkingGrid } from './interviews/free-places.ts'

/** What the recruitment context's reads need of the world. */
export type RecruitmentDependencies = {
  readModels: ReadModels
  /** For reads of the past, and for the records of who downloaded what. */
  log: EventLog
  documents: DocumentStore
  /** When interviews are held, and who invites to them; the usual hours, and nobody by name, when left out. */
  interviews?: { grid: WorkingGrid; organizer: { email: string; name: string } | null }
  /** What candidates have put down of applications they have not submitted, by candidate and offer. */
  drafts: Pick<SealedRows, 'get'>
}
