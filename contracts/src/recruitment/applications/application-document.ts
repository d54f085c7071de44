import { z } from 'zod'
import type { RefusalCode } from '../../refusals.ts'
import type { ApplicationStatus } from './application-status.ts'

export const requiredDocumentTypes = ['cv', 'cover_letter', 'diplome'] as const
export const optionalDocumentTypes = ['certificats', 'lettre_recommandation', 'portfolio', 'autres'] as const
export const documentTypes = [...requiredDocumentTypes, ...optionalDocumentTypes] as const
export type DocumentType = (typeof documentTypes)[number]

/** Names people read in refusals (recruitment §4.1: the original's tests look for `Diplôme`). */
export const documentLabels: Readonly<Record<DocumentType, string>> = {
  cv: 'CV',
  cover_letter: 'Lettre de motivation',
  diplome: 'Diplôme',
  certificats: 'Certificats',
  lettre_recommandation: 'Lettre de recommandation',
  portfolio: 'Portfolio',
  autres: 'Autres',
}

/** Names that existing clients send (recruitment §2.7, D-09). */
const documentTypeAliases: ReadonlyMap<string, DocumentType> = new Map([
  ['diploma', 'diplome'],
  ['certificate', 'certificats'],
  ['recommendation', 'lettre_recommandation'],
  ['integrity_letter', 'autres'],
  ['project_idea', 'autres'],
])

export const documentTypeSchema = z.preprocess(
  (value) => (typeof value === 'string' ? (documentTypeAliases.get(value) ?? value) : value),
  z.enum(documentTypes),
)

/** A stored document as events carry it; its name and content hash are personal and lie sealed beside it. */
export const storedDocumentSchema = z.object({
  document_id: z.string(),
  document_type: z.enum(documentTypes),
  /** Bytes of the PDF, before encryption. */
  file_size: z.number().int(),
  storage_key: z.string(),
})
export type StoredDocument = z.infer<typeof storedDocumentSchema>

export const documentDetailsSchema = z.object({ file_name: z.string(), sha256: z.string() })

/** Most documents one application holds. */
export const DOCUMENTS_MAX = 20

export const isRequired = (type: string): boolean => (requiredDocumentTypes as readonly string[]).includes(type)

export const labelsOf = (types: readonly DocumentType[]): string => types.map((type) => documentLabels[type]).join(', ')

/** Why somebody may not add or remove documents: candidates can while nobody has taken the application up (§1.2). */
export const whyDocumentsStay = (
  status: ApplicationStatus,
  role: string,
): Extract<RefusalCode, 'application-not-pending'> | undefined =>
  role === 'admin' || status === 'pending' ? undefined : 'application-not-pending'
