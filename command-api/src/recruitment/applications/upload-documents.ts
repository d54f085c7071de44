import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import {
  DOCUMENTS_MAX,
  isRequired,
  labelsOf,
  type StoredDocument,
  whyDocumentsStay,
} from '@one-hcm/contracts/recruitment/applications/application-document'
import type { ApplicationState } from './application.ts'
import { belongsTo, type Uploader } from './document-owner.ts'

export type UploadDocuments = {
  applicationId: string
  by: Uploader
  documents: readonly (StoredDocument & { file_name: string; sha256: string })[]
  /** Whether a required type that is there gives way to the new document. */
  replace: boolean
}

/** Documents are added to an application, all of them or none; each required type stays there exactly once (§2.7, §4.5). */
export function uploadDocuments(
  state: ApplicationState,
  { applicationId, by, documents, replace }: UploadDocuments,
): Decision<ApplicationEvent> {
  if (!belongsTo(state, by)) return refuse('application-not-found')
  const fresh = documents.filter(({ document_id }) => !state.documents.some(({ id }) => id === document_id))
  if (fresh.length === 0) return []
  const stay = whyDocumentsStay(state.status, by.role)
  if (stay) return refuse(stay)

  const required = fresh.map(({ document_type }) => document_type).filter(isRequired)
  const repeated = required.filter((type, index) => required.indexOf(type) < index)
  if (repeated.length > 0) return refuse('document-duplicate-type', { types: labelsOf(repeated) })
  const present = (type: string) =>
    isRequired(type) ? state.documents.find((known) => known.type === type) : undefined
  const taken = required.filter((type) => present(type))
  if (taken.length > 0 && !replace) return refuse('document-type-exists', { types: labelsOf(taken) })
  if (state.documents.length - taken.length + fresh.length > DOCUMENTS_MAX)
    return refuse('documents-too-many', { limit: DOCUMENTS_MAX })

  return fresh.map(({ file_name, sha256, ...document }) => ({
    type: 'ApplicationDocumentUploaded',
    data: {
      application_id: applicationId,
      candidate_id: state.candidateId,
      document,
      details: { file_name, sha256 },
      replaces: present(document.document_type)?.id ?? null,
      uploaded_by: by.id,
    },
  }))
}
