import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { applicationDocumentWire } from './application.wire.ts'

/** Content is for the candidate and for those who decide; observers see that a document exists (recruitment §1.2). */
const content = {
  context: 'recruitment',
  method: 'get',
  access: { ...recruiters, candidate: 'own' },
  params: z.object({ id: z.uuid(), document_id: z.uuid() }),
  refusals: ['application-not-found', 'document-not-found', 'document-erased'],
} as const

export const getApplicationDocumentRoute = defineRoute({
  ...content,
  name: 'getApplicationDocument',
  path: '/api/v1/applications/{id}/documents/{document_id}',
  summary: 'A document with its content in base64; the access is recorded',
  response: envelope(applicationDocumentWire.extend({ file_data: z.base64() })),
})

export const downloadApplicationDocumentRoute = defineRoute({
  ...content,
  name: 'downloadApplicationDocument',
  path: '/api/v1/applications/{id}/documents/{document_id}/download',
  summary: 'A document as a file; the access is recorded',
  contentType: 'application/pdf',
})
