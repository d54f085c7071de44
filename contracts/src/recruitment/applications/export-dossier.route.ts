import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'

/** Sizes of a printed dossier's pages, and the languages of its words. */
export const dossierFormats = ['A4', 'Letter'] as const
export type DossierFormat = (typeof dossierFormats)[number]
export const dossierLanguages = ['fr', 'en'] as const
export type DossierLanguage = (typeof dossierLanguages)[number]

export const exportDossierRoute = defineRoute({
  name: 'exportDossier',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/applications/{id}/export/pdf',
  summary:
    'An application as a PDF, with its documents on demand; recruiters: for their own offers; observers: without documents',
  access: { ...staff, candidate: 'own' },
  rateLimit: 'export',
  params: z.object({ id: z.uuid() }),
  query: z.object({
    include_documents: z.stringbool().default(false).meta({ description: "Adds the pages of the candidate's PDFs" }),
    format: z.enum(dossierFormats).default('A4'),
    language: z.enum(dossierLanguages).default('fr'),
  }),
  contentType: 'application/pdf',
  refusals: ['application-not-found', 'job-offer-not-owned', 'documents-not-for-observers', 'overloaded'],
})
