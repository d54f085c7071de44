import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'

export const deleteApplicationDocumentRoute = defineRoute({
  name: 'deleteApplicationDocument',
  context: 'recruitment',
  method: 'delete',
  path: '/api/v1/applications/{id}/documents/{document_id}',
  summary: 'Remove a document that is not mandatory, while the application is pending',
  access: { admin: 'all', candidate: 'own' },
  params: z.object({ id: z.uuid(), document_id: z.uuid() }),
  status: 204,
  refusals: ['application-not-found', 'application-not-pending', 'document-not-found', 'document-required'],
})
