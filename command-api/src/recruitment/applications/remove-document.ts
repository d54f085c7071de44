import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import {
  isRequired,
  labelsOf,
  whyDocumentsStay,
} from '@one-hcm/contracts/recruitment/applications/application-document'
import type { ApplicationState } from './application.ts'
import { belongsTo, type Uploader } from './document-owner.ts'

export type RemoveDocument = { applicationId: string; documentId: string; by: Uploader }

/** A document that is not mandatory leaves the application; history and storage keep it until the person is erased. */
export function removeDocument(
  state: ApplicationState,
  { applicationId, documentId, by }: RemoveDocument,
): Decision<ApplicationEvent> {
  if (!belongsTo(state, by)) return refuse('application-not-found')
  const document = state.documents.find(({ id }) => id === documentId)
  if (!document) return refuse('document-not-found')
  const stay = whyDocumentsStay(state.status, by.role)
  if (stay) return refuse(stay)
  if (isRequired(document.type)) return refuse('document-required', { type: labelsOf([document.type]) })
  return [
    {
      type: 'ApplicationDocumentRemoved',
      data: {
        application_id: applicationId,
        candidate_id: state.candidateId,
        document_id: documentId,
        removed_by: by.id,
      },
    },
  ]
}
