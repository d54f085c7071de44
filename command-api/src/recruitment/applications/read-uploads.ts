import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { DocumentType } from '@one-hcm/contracts/recruitment/applications/application-document'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { UploadedFile } from '@one-hcm/platform/http/exchange'
import { checkDocuments, type ReadDocument } from './read-documents.ts'

/** Checks the files of a form, each under its type: declared as PDF, and held to what a submission's documents are. */
export function readUploads(
  applicationId: string,
  files: readonly UploadedFile[],
  types: readonly DocumentType[],
  maxBytes: number,
): ReadDocument[] | Refusal<RefusalCode> {
  const invalid = (file: string, reason: string, index: number) =>
    refuse('uploaded-document-invalid', { file, reason }, [{ pointer: `/files/${index}`, message: reason }])
  for (const [index, { name, mimeType }] of files.entries())
    if (mimeType !== 'application/pdf') return invalid(name, `le type déclaré est ${mimeType}`, index)
  const documents = files.map(({ name, bytes }, index) => ({
    document_type: types[index]!,
    file_name: name,
    bytes,
  }))
  return checkDocuments(applicationId, documents, maxBytes, invalid)
}
