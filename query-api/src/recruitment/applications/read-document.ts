import { createHash } from 'node:crypto'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type {
  ApplicationDocumentRow,
  ApplicationRow,
} from '@one-hcm/contracts/recruitment/applications/application.row'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { Caller } from '@one-hcm/platform/http/exchange'
import { recordAccess } from '../../audit/record-access.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'

/** What is stored is not what the candidate handed in, by the hash that was recorded then. */
export class DocumentAltered extends Error {
  override name = 'DocumentAltered'
  constructor(documentId: string) {
    super(`The stored bytes of document ${documentId} do not have the hash that was recorded`)
  }
}

/**
 * A document's content, for a caller who may see the application. That they were given it is on record before they get
 * it; where there is nothing to give, nothing is recorded.
 */
export async function readDocument(
  { log, documents }: RecruitmentDependencies,
  application: ApplicationRow,
  documentId: string,
  { user, requestId }: { user: Caller; requestId: string },
): Promise<{ document: ApplicationDocumentRow; bytes: Buffer } | Refusal<RefusalCode>> {
  const document = application.documents.find(({ id }) => id === documentId)
  if (!document) return refuse('document-not-found')
  const bytes = await documents.get({
    personId: application.candidate_id,
    documentId,
    storage_key: document.storage_key,
  })
  if (bytes === undefined) return refuse('document-not-found')
  if (bytes === 'erased') return refuse('document-erased')
  if (!isAsHandedIn(document, bytes)) throw new DocumentAltered(documentId)
  await recordAccess(
    log,
    {
      type: 'DocumentDownloaded',
      data: {
        application_id: application.id,
        document_id: documentId,
        candidate_id: application.candidate_id,
        reader_id: user.id,
        reader_role: user.role,
      },
    },
    user,
    requestId,
  )
  return { document, bytes }
}

/** Whether bytes have the recorded hash; of an erased candidate's documents nothing is recorded any more. */
export const isAsHandedIn = ({ sha256 }: Pick<ApplicationDocumentRow, 'sha256'>, bytes: Buffer): boolean =>
  sha256 === null || createHash('sha256').update(bytes).digest('hex') === sha256
