import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'
import { applicationDocumentWire } from './application.wire.ts'
import { documentTypeSchema } from './application-document.ts'

export const listApplicationDocumentsRoute = defineRoute({
  name: 'listApplicationDocuments',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/applications/{id}/documents',
  summary: 'The documents of an application, without their content',
  access: { ...staff, auditor: 'all', candidate: 'own' },
  params: z.object({ id: z.uuid() }),
  query: z.object({ document_type: documentTypeSchema.optional() }),
  response: z.object({
    success: z.literal(true),
    message: z.string(),
    data: z.array(applicationDocumentWire),
    total: z.number().int(),
  }),
  refusals: ['application-not-found'],
})
