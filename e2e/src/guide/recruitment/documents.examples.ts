import type { Chapter } from '../example.ts'

/** An application's documents (recruitment §4.5). */
export const documents: Chapter = {
  title: 'Documents',
  about: 'PDF files, up to 10 MiB each. Who downloads one is recorded.',
  examples: [
    {
      route: 'listApplicationDocuments',
      title: 'Without their content',
      as: 'candidate',
      path: { id: '{application}' },
      status: 200,
      equals: { total: 3, 'data.0.document_type': 'cv' },
      keeps: { document: 'data.0.id' },
    },
    {
      route: 'downloadApplicationDocument',
      title: 'As a file',
      as: 'recruiter',
      path: { id: '{application}', document_id: '{document}' },
      status: 200,
      answers: ['Content-Type', 'Content-Disposition'],
    },
    {
      route: 'getApplicationDocument',
      title: 'In base64, for clients that read it so',
      as: 'candidate',
      path: { id: '{application}', document_id: '{document}' },
      status: 200,
      holds: ['data.file_data'],
      equals: { 'data.file_name': 'cv.pdf', 'data.filename': 'cv.pdf' },
    },
    {
      route: 'submitApplication',
      title: 'An internal application, to which documents are added afterwards',
      as: 'internal',
      json: {
        job_offer_id: '{internal-offer}',
        mtp_answers: {
          reponses_metier: ['Celui de Port-Gentil.', 'Par élimination.'],
          reponses_talent: ['En montrant.'],
          reponses_paradigme: ['Être là.'],
        },
        documents: [
          { document_type: 'cv', file_name: 'cv.pdf', file_data: '{cv-in-base64}' },
          { document_type: 'cover_letter', file_name: 'lettre.pdf', file_data: '{letter-in-base64}' },
          { document_type: 'diploma', file_name: 'diplome.pdf', file_data: '{diploma-in-base64}' },
        ],
      },
      status: 201,
      keeps: { 'internal-application': 'data.id' },
    },
    {
      route: 'uploadApplicationDocument',
      title: 'One more, as a multipart form',
      as: 'internal',
      path: { id: '{internal-application}' },
      parts: {
        fields: [['document_type', 'certificats']],
        files: [{ field: 'file', fileName: 'certificat.pdf', sample: 'certificate' }],
      },
      status: 201,
      equals: { 'data.document_type': 'certificats', 'data.filename': 'certificat.pdf' },
      keeps: { certificate: 'data.id' },
    },
    {
      route: 'uploadApplicationDocument',
      title: 'A mandatory type that is there is replaced only when this is said',
      as: 'internal',
      path: { id: '{internal-application}' },
      parts: {
        fields: [['document_type', 'cv']],
        files: [{ field: 'file', fileName: 'cv-2.pdf', sample: 'certificate' }],
      },
      status: 409,
      equals: { code: 'document-type-exists' },
    },
    {
      route: 'uploadApplicationDocument',
      title: 'Said: replaced',
      as: 'internal',
      path: { id: '{internal-application}' },
      query: { replace: 'true' },
      parts: {
        fields: [['document_type', 'cv']],
        files: [{ field: 'file', fileName: 'cv-2.pdf', sample: 'certificate' }],
      },
      status: 201,
      equals: { 'data.file_name': 'cv-2.pdf' },
    },
    {
      route: 'uploadApplicationDocuments',
      title: 'Several at once: all of them or none',
      as: 'internal',
      path: { id: '{internal-application}' },
      parts: {
        fields: [
          ['document_types', 'portfolio'],
          ['document_types', 'lettre_recommandation'],
        ],
        files: [
          { field: 'files', fileName: 'portfolio.pdf', sample: 'certificate' },
          { field: 'files', fileName: 'recommandation.pdf', sample: 'letter' },
        ],
      },
      status: 201,
      holds: ['data.0.id', 'data.1.id'],
    },
    {
      route: 'deleteApplicationDocument',
      title: 'One that is not mandatory',
      as: 'internal',
      path: { id: '{internal-application}', document_id: '{certificate}' },
      status: 204,
    },
  ],
}
