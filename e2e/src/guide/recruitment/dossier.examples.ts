import type { Chapter } from '../example.ts'

/** An application as a PDF (recruitment §4.5). */
export const dossier: Chapter = {
  title: 'Dossier as a PDF',
  about: 'An application on paper. Who was given one, and with which documents, is recorded.',
  examples: [
    {
      route: 'exportDossier',
      title: 'The candidate’s own: without internal notes',
      as: 'candidate',
      path: { id: '{application}' },
      status: 200,
      answers: ['Content-Type', 'Content-Disposition'],
    },
    {
      route: 'exportDossier',
      title: 'In English, on Letter, with the pages of the documents',
      as: 'recruiter',
      path: { id: '{application}' },
      query: { include_documents: 'true', format: 'Letter', language: 'en' },
      status: 200,
      answers: ['Content-Type', 'Content-Disposition'],
    },
    {
      route: 'exportDossier',
      title: 'Of another offer’s recruiter: refused',
      as: 'other-recruiter',
      path: { id: '{application}' },
      status: 403,
      equals: { code: 'job-offer-not-owned' },
    },
    {
      route: 'exportDossier',
      title: 'Observers: not with the documents',
      as: 'observer',
      path: { id: '{application}' },
      query: { include_documents: 'true' },
      status: 403,
      equals: { code: 'documents-not-for-observers' },
    },
  ],
}
