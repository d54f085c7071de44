import { createHash } from 'node:crypto'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { DocumentType } from '@one-hcm/contracts/recruitment/applications/application-document'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { checkPdf, sanitiseFileName } from './check-pdf.ts'

/** A document of a request, checked and not yet stored. */
export type ReadDocument = {
  document_id: string
  document_type: DocumentType
  file_name: string
  file_size: number
  sha256: string
  bytes: Buffer
}

type Invalid = (file: string, reason: string, index: number) => Refusal<RefusalCode>

const invalidDocument: Invalid = (file, reason, index) =>
  refuse('document-invalid', { file, reason }, [{ pointer: `/documents/${index}`, message: reason }])

/** Decodes and checks the documents of a JSON body. One bad document refuses all of them (recruitment §2.7). */
export function readDocuments(
  applicationId: string,
  submitted: readonly { document_type: DocumentType; file_name: string; file_data: string }[],
  maxBytes: number,
): ReadDocument[] | Refusal<RefusalCode> {
  const decoded = []
  for (const [index, { document_type, file_name, file_data }] of submitted.entries()) {
    const bytes = decodeBase64(file_data)
    if (!bytes) return invalidDocument(sanitiseFileName(file_name), 'base64', index)
    decoded.push({ document_type, file_name, bytes })
  }
  return checkDocuments(applicationId, decoded, maxBytes, invalidDocument)
}

/**
 * Checks documents, one bad one refusing all. Ids derive from application, type, content and place, so that the same
 * document sent again is the same one.
 */
export function checkDocuments(
  applicationId: string,
  documents: readonly { document_type: DocumentType; file_name: string; bytes: Buffer }[],
  maxBytes: number,
  invalid: Invalid,
): ReadDocument[] | Refusal<RefusalCode> {
  const read: ReadDocument[] = []
  for (const [index, { document_type, file_name, bytes }] of documents.entries()) {
    const name = sanitiseFileName(file_name)
    if (bytes.length > maxBytes) return refuse('document-too-large', { file: name, limit: maxBytes })
    const reason = checkPdf(name, bytes)
    if (reason) return invalid(name, reason, index)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    read.push({
      document_id: deriveId('document', applicationId, document_type, sha256, String(index)),
      document_type,
      file_name: name,
      file_size: bytes.length,
      sha256,
      bytes,
    })
  }
  return read
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Strict base64, with or without a data URL's head for PDFs; undefined for anything else. */
function decodeBase64(text: string): Buffer | undefined {
  const body = text.startsWith('data:application/pdf;base64,') ? text.slice(text.indexOf(',') + 1) : text
  if (body.length % 4 !== 0 || !BASE64.test(body)) return undefined
  return Buffer.from(body, 'base64')
}
