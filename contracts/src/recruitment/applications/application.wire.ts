import { z } from 'zod'
import type { ApplicationDocumentRow, ApplicationRow } from './application.row.ts'
import { appointmentsToWire, appointmentsWire } from './application-appointments.ts'
import { documentTypes } from './application-document.ts'
import { applicationStatuses, statusFr } from './application-status.ts'

/** A document as lists and details show it; `filename` and `size_bytes` are what the newer client reads. */
export const applicationDocumentWire = z
  .object({
    id: z.uuid(),
    application_id: z.uuid(),
    document_type: z.enum(documentTypes),
    file_name: z.string().nullable(),
    file_size: z.number().int(),
    file_type: z.literal('application/pdf'),
    uploaded_at: z.string(),
    filename: z.string().nullable().meta({ deprecated: true, description: 'Alias of file_name' }),
    size_bytes: z.number().int().meta({ deprecated: true, description: 'Alias of file_size' }),
    created_at: z.string().meta({ deprecated: true, description: 'Alias of uploaded_at' }),
  })
  .meta({ id: 'ApplicationDocument' })

export const applicationWire = z
  .object({
    id: z.uuid(),
    candidate_id: z.uuid(),
    job_offer_id: z.uuid(),
    status: z.enum(applicationStatuses),
    status_fr: z.string(),
    availability_start: z.string().nullable(),
    has_been_manager: z.boolean(),
    reference_contacts: z.string().nullable(),
    ref_entreprise: z.string().nullable(),
    ref_fullname: z.string().nullable(),
    ref_mail: z.string().nullable(),
    ref_contact: z.string().nullable(),
    mtp_answers: z
      .object({
        reponses_metier: z.array(z.string()),
        reponses_talent: z.array(z.string()),
        reponses_paradigme: z.array(z.string()),
        metier: z.array(z.string()).meta({ deprecated: true }),
        talent: z.array(z.string()).meta({ deprecated: true }),
        paradigme: z.array(z.string()).meta({ deprecated: true }),
      })
      .nullable(),
    ...appointmentsWire,
    documents: z.array(applicationDocumentWire),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Application' })
export type ApplicationWire = z.infer<typeof applicationWire>

export function documentToWire(
  applicationId: string,
  row: ApplicationDocumentRow,
): z.infer<typeof applicationDocumentWire> {
  return {
    id: row.id,
    application_id: applicationId,
    document_type: row.document_type,
    file_name: row.file_name,
    file_size: row.file_size,
    file_type: 'application/pdf',
    uploaded_at: row.uploaded_at,
    filename: row.file_name,
    size_bytes: row.file_size,
    created_at: row.uploaded_at,
  }
}

/** The one place where an application gets its wire form, with the aliases of existing clients. */
export function applicationToWire(row: ApplicationRow): ApplicationWire {
  const answers = row.mtp_answers
  return {
    id: row.id,
    candidate_id: row.candidate_id,
    job_offer_id: row.job_offer_id,
    status: row.status,
    status_fr: statusFr[row.status],
    availability_start: row.availability_start,
    has_been_manager: row.has_been_manager,
    reference_contacts: row.reference_contacts,
    ref_entreprise: row.ref_entreprise,
    ref_fullname: row.ref_fullname,
    ref_mail: row.ref_mail,
    ref_contact: row.ref_contact,
    mtp_answers: answers && {
      ...answers,
      metier: answers.reponses_metier,
      talent: answers.reponses_talent,
      paradigme: answers.reponses_paradigme,
    },
    ...appointmentsToWire(row),
    documents: row.documents.map((document) => documentToWire(row.id, document)),
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}
