import type { Protocol1Scoring } from '@one-hcm/contracts/recruitment/evaluations/protocol1-scoring'
import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'

/** What the recruitment context's routes need of the world. */
export type RecruitmentDependencies = {
  executor: CommandExecutor
  documents: DocumentStore
  settings: {
    /** Bytes one document may have, before encryption. */
    documentMaxBytes: number
    /** `defaultProtocol1Scoring` unless configured otherwise. */
    protocol1?: Protocol1Scoring
  }
}
