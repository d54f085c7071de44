import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationRow } from '@one-hcm/contracts/recruitment/applications/application.row'
import { exportDossierRoute } from '@one-hcm/contracts/recruitment/applications/export-dossier.route'
import { mayEdit } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { recordAccess } from '../../audit/record-access.ts'
import { pdfAttachment } from '../applications/attachment.ts'
import { findApplication } from '../applications/find-applications.ts'
import { isAsHandedIn } from '../applications/read-document.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { dossierFileName, dossierOf } from './dossier.ts'
import { createDossierPrinter, type DossierPrinter } from './dossier-printer.ts'
import type { Omission } from './dossier-words.ts'
import type { PrintJob } from './print-dossier.ts'

/** Bytes of documents in one dossier: what does not fit any more is listed, with this as the reason. */
const FILES_MAX_BYTES = 50 * 1024 * 1024

export const dossierEndpoints = (
  { readModels, log, documents }: RecruitmentDependencies,
  printer: DossierPrinter = createDossierPrinter(),
): Endpoint[] => [
  endpoint(exportDossierRoute, async ({ params, query, user, scope, requestId }) => {
    const found = await findApplication(readModels.pool(), params.id)
    if (!found || (scope === 'own' && found.doc.candidate_id !== user.id)) return refuse('application-not-found')
    const { doc, candidate, offer } = found
    if (user.role === 'recruiter' && !mayEdit(offer?.recruiter_id ?? doc.recruiter_id, user))
      return refuse('job-offer-not-owned')
    if (user.role === 'observer' && query.include_documents) return refuse('documents-not-for-observers')

    const reader = scope === 'own' ? 'candidate' : 'staff'
    const dossier = dossierOf(
      { doc, candidate, offer },
      { language: query.language, reader, now: new Date().toISOString() },
    )
    const enclosed = query.include_documents ? await enclosures(documents, doc) : { files: [], omitted: {} }
    const printed = await printer.print({ dossier, format: query.format, ...enclosed })
    if (!printed) return refuse('overloaded')
    await recordAccess(
      log,
      {
        type: 'DossierExported',
        data: {
          application_id: doc.id,
          candidate_id: doc.candidate_id,
          document_ids: [...printed.included],
          reader_id: user.id,
          reader_role: user.role,
        },
      },
      user,
      requestId,
    )
    const { bytes } = printed
    return {
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      headers: pdfAttachment(dossierFileName({ candidate, offer })),
    }
  }),
]

/** The files of an application, as far as they can be had and fit. */
async function enclosures(
  documents: RecruitmentDependencies['documents'],
  doc: ApplicationRow,
): Promise<Pick<PrintJob, 'files' | 'omitted'>> {
  const files: { id: string; bytes: Uint8Array }[] = []
  const omitted: Record<string, Omission> = {}
  let size = 0
  for (const document of doc.documents) {
    const { id, file_size, storage_key } = document
    if (size + file_size > FILES_MAX_BYTES) {
      omitted[id] = 'too-large'
      continue
    }
    const bytes = await documents.get({ personId: doc.candidate_id, documentId: id, storage_key })
    if (bytes === undefined || bytes === 'erased') omitted[id] = 'missing'
    else if (!isAsHandedIn(document, bytes)) omitted[id] = 'unreadable'
    else {
      files.push({ id, bytes })
      size += bytes.length
    }
  }
  return { files, omitted }
}
