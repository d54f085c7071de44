import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'

/** What the recruitment context's routes need of the world. */
export type RecruitmentDependencies = {
  executor: CommandExecutor
  documents: DocumentStore
  settings: { documentMaxBytes: number }
}
