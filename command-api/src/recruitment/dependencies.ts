import type { Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { SealedRows } from '@one-hcm/platform/privacy/sealed-rows'

/** What the recruitment context's routes need of the world. */
export type RecruitmentDependencies = {
  executor: CommandExecutor
  documents: DocumentStore
  /** What candidates have put down of applications they have not submitted, by candidate and offer. */
  drafts: SealedRows
  settings: {
    /** Bytes one document may have, before encryption. */
    documentMaxBytes: number
    /** What callers of the webhook know; without it, nobody is let in. */
    webhookSecret?: string | undefined
    /** Where interviews are held unless something else is said; the head office when left out. */
    interviewLocation?: string
    /** The default rubrics unless configured otherwise. */
    protocol1?: Rubric
    protocol2?: Rubric
    /** Whether protocol 2 begins only once protocol 1 is completed; it does unless this is false. */
    protocol2AwaitsProtocol1?: boolean
  }
}
