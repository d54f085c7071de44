import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import { documentToWire } from '@one-hcm/contracts/recruitment/applications/application.wire'
import type { DocumentType } from '@one-hcm/contracts/recruitment/applications/application-document'
import { deleteApplicationDocumentRoute } from '@one-hcm/contracts/recruitment/applications/delete-application-document.route'
import {
  uploadApplicationDocumentRoute,
  uploadApplicationDocumentsRoute,
} from '@one-hcm/contracts/recruitment/applications/upload-application-documents.route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { type Endpoint, type Exchange, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { application } from './application.ts'
import { readUploads } from './read-uploads.ts'
import { removeDocument } from './remove-document.ts'
import { storableDocuments } from './storable-documents.ts'
import { uploadDocuments } from './upload-documents.ts'

type Upload = Pick<Exchange, 'user' | 'command' | 'files'> & { id: string; types: DocumentType[]; replace: boolean }

export const applicationDocumentEndpoints = (dependencies: RecruitmentDependencies): Endpoint[] => {
  const { executor, documents, settings } = dependencies

  /** The documents of the request as the application then has them. */
  const upload = async ({ id, user, command, files, types, replace }: Upload) => {
    const read = readUploads(id, files, types, settings.documentMaxBytes)
    if (isRefusal(read)) return read
    const { state: known } = await executor.facts(application, id)
    if (known.stage !== 'submitted') return refuse('application-not-found')
    const storable = await storableDocuments(documents, known.candidateId, read)
    const outcome = await executor.execute(command, {
      aggregate: application,
      id,
      decide: (state) =>
        uploadDocuments(state, { applicationId: id, by: user, documents: storable.documents, replace }),
      beforeAppend: storable.store,
    })
    if (isRefusal(outcome)) return outcome
    const ids = new Set(read.map(({ document_id }) => document_id))
    const { documents: rows } = outcome.row
    return { outcome, uploaded: rows.filter((row) => ids.has(row.id)).map((row) => documentToWire(id, row)) }
  }

  return [
    endpoint(uploadApplicationDocumentRoute, async ({ params, query, body, user, command, files }) => {
      const types: DocumentType[] = [body.document_type]
      const none: Refusal<RefusalCode> = refuse('uploaded-document-invalid', { file: '', reason: 'un fichier attendu' })
      if (files.length !== 1) return none
      const replace = body.replace ?? query.replace ?? false
      const done = await upload({ id: params.id, user, command, files, types, replace })
      if (isRefusal(done)) return done
      return { ...done.outcome, body: enveloped(done.uploaded[0], 'Document téléversé') }
    }),

    endpoint(uploadApplicationDocumentsRoute, async ({ params, query, body, user, command, files }) => {
      const { document_types: types } = body
      if (files.length !== types.length || files.length === 0)
        return refuse('document-types-mismatch', { files: files.length, types: types.length })
      const replace = body.replace ?? query.replace ?? false
      const done = await upload({ id: params.id, user, command, files, types, replace })
      if (isRefusal(done)) return done
      const { outcome, uploaded } = done
      return { ...outcome, body: enveloped(uploaded, `${uploaded.length} document(s) téléversé(s)`) }
    }),

    endpoint(deleteApplicationDocumentRoute, async ({ params, user, command }) => {
      const { id, document_id: documentId } = params
      const outcome = await executor.execute(command, {
        aggregate: application,
        id,
        decide: (state) => removeDocument(state, { applicationId: id, documentId, by: user }),
      })
      return isRefusal(outcome) ? outcome : { position: outcome.position }
    }),
  ]
}
