import { z } from 'zod'
import type { UserRow } from '../../identity/users/user.row.ts'
import { availableActions } from '../../kernel/available-actions.ts'
import { mtpQuestionsSchema } from '../job-offers/job-offer.events.ts'
import type { JobOfferRow } from '../job-offers/job-offer.row.ts'
import { offerStatuses } from '../job-offers/job-offer-status.ts'
import type { ApplicationRow } from './application.row.ts'
import { applicationToWire, applicationWire } from './application.wire.ts'
import { appointmentsToWire, appointmentsWire } from './application-appointments.ts'
import { documentTypes } from './application-document.ts'
import { applicationStatuses } from './application-status.ts'
import { synthesisFields } from './application-synthesis.ts'

const text = z.string().nullable()
const lines = z.array(z.string()).nullable()

/** An application with its candidate, its documents and its offer in one answer (recruitment §4.5, `complete`). */
export const applicationCompleteWire = z
  .object({
    application_id: z.uuid(),
    status: z.enum(applicationStatuses),
    status_fr: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    ...appointmentsWire,
    ...synthesisFields,
    reference_contacts: text,
    availability_start: text,
    has_been_manager: z.boolean(),
    reference: z.object({ entreprise: text, fullname: text, email: text, contact: text }),
    candidate: z.object({
      user_id: z.uuid(),
      email: text,
      firstname: text,
      lastname: text,
      phone: text,
      address: text,
      city: z.null(),
      country: z.null(),
      birth_date: text,
      nationality: z.null(),
      current_job_title: text,
      years_of_experience: z.number().int().nullable(),
      education_level: text,
      skills: z.array(z.string()),
      languages: z.array(z.string()),
      documents: z.array(
        z.object({
          id: z.uuid(),
          document_type: z.enum(documentTypes),
          file_name: text,
          file_path: z.string().meta({ description: 'Where the document is downloaded' }),
          file_size: z.number().int(),
          uploaded_at: z.string(),
        }),
      ),
    }),
    job_offer: z
      .object({
        id: z.uuid(),
        title: z.string(),
        description: text,
        location: text,
        contract_type: text,
        salary_range: text,
        requirements: lines,
        responsibilities: lines,
        benefits: lines,
        status: z.enum(offerStatuses),
        offer_status: z.string(),
        questions_mtp: mtpQuestionsSchema.nullable(),
        created_at: z.string(),
        updated_at: z.string(),
        deadline: text,
      })
      .nullable(),
    mtp_answers: applicationWire.shape.mtp_answers,
    ...availableActions,
  })
  .meta({ id: 'ApplicationComplete' })
export type ApplicationCompleteWire = z.infer<typeof applicationCompleteWire>

export const applicationToComplete = (
  row: ApplicationRow,
  candidate: UserRow | null,
  offer: JobOfferRow | null,
): Omit<ApplicationCompleteWire, 'available_actions'> => {
  const profile = candidate?.profile
  const { status, status_fr, mtp_answers } = applicationToWire(row)
  return {
    application_id: row.id,
    status,
    status_fr,
    created_at: row.created_at,
    updated_at: row.updated_at,
    ...appointmentsToWire(row),
    reference_contacts: row.reference_contacts,
    availability_start: row.availability_start,
    has_been_manager: row.has_been_manager,
    reference: {
      entreprise: row.ref_entreprise,
      fullname: row.ref_fullname,
      email: row.ref_mail,
      contact: row.ref_contact,
    },
    candidate: {
      user_id: row.candidate_id,
      email: candidate?.email ?? null,
      firstname: candidate?.first_name ?? null,
      lastname: candidate?.last_name ?? null,
      phone: candidate?.phone ?? null,
      address: profile?.address ?? candidate?.adresse ?? null,
      // Neither account nor profile says these; the keys are there because existing clients read them.
      city: null,
      country: null,
      birth_date: candidate?.date_of_birth ?? profile?.birth_date ?? null,
      nationality: null,
      current_job_title: profile?.current_position ?? candidate?.poste_actuel ?? null,
      years_of_experience: profile?.years_experience ?? candidate?.annees_experience ?? null,
      education_level: profile?.education ?? null,
      skills: profile?.skills ?? [],
      languages: [],
      documents: row.documents.map(({ id, document_type, file_name, file_size, uploaded_at }) => ({
        id,
        document_type,
        file_name,
        file_path: `/api/v1/applications/${row.id}/documents/${id}/download`,
        file_size,
        uploaded_at,
      })),
    },
    job_offer: offer && {
      id: offer.id,
      title: offer.title,
      description: offer.description,
      location: offer.location,
      contract_type: offer.contract_type,
      salary_range: salaryRange(offer),
      requirements: offer.requirements,
      responsibilities: offer.responsibilities,
      benefits: offer.benefits,
      status: offer.status,
      offer_status: offer.offer_status,
      questions_mtp: offer.questions_mtp,
      created_at: offer.created_at,
      updated_at: offer.updated_at,
      deadline: offer.application_deadline,
    },
    mtp_answers,
  }
}

/** As people read it; null when the offer names neither end. */
function salaryRange({ salary_min: min, salary_max: max }: JobOfferRow): string | null {
  if (min !== null && max !== null) return `${min} - ${max} FCFA`
  if (min !== null) return `À partir de ${min} FCFA`
  return max === null ? null : `Jusqu'à ${max} FCFA`
}
