import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute } from '../../kernel/route.ts'
import { applicationDocumentWire } from './application.wire.ts'
import { documentTypeSchema } from './application-document.ts'

const MIB = 1024 * 1024
/** A document of 10 MiB, or seven of them, and room for the rest of the form. */
const ONE = 11 * MIB
const SEVERAL = 80 * MIB

const upload = {
  context: 'recruitment',
  method: 'post',
  access: { admin: 'all', candidate: 'own' },
  rateLimit: 'upload',
  formats: ['file'],
  status: 201,
  params: z.object({ id: z.uuid() }),
  query: z.object({ replace: z.stringbool().optional() }),
  refusals: [
    'application-not-found',
    'application-not-pending',
    'uploaded-document-invalid',
    'document-too-large',
    'document-type-exists',
    'document-duplicate-type',
    'documents-too-many',
  ],
} as const

/** A required type that is there is replaced only when this is said, in the form or in the address. */
const replace = z.stringbool().optional()

export const uploadApplicationDocumentRoute = defineRoute({
  ...upload,
  name: 'uploadApplicationDocument',
  path: '/api/v1/applications/{id}/documents',
  summary: 'Add a PDF (`file`) to an application while it is pending',
  body: z.object({ document_type: documentTypeSchema.default('certificats'), replace }),
  bodyLimitBytes: ONE,
  response: envelope(applicationDocumentWire),
})

/** `files[]` and `document_types[]` under either spelling; one value comes as itself, several as a list. */
const listed = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  const input = value as Record<string, unknown>
  const types = input.document_types ?? input['document_types[]'] ?? []
  return { ...input, document_types: Array.isArray(types) ? types : [types] }
}

export const uploadApplicationDocumentsRoute = defineRoute({
  ...upload,
  name: 'uploadApplicationDocuments',
  path: '/api/v1/applications/{id}/documents/multiple',
  summary: 'Add several PDFs (`files`, one of `document_types` each) to an application: all of them or none',
  body: z.preprocess(listed, z.object({ document_types: z.array(documentTypeSchema), replace })),
  bodyLimitBytes: SEVERAL,
  response: envelope(z.array(applicationDocumentWire)),
  refusals: [...upload.refusals, 'document-types-mismatch'],
})
