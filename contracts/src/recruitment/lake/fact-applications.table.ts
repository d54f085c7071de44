import { z } from 'zod'
import { documentTypes } from '../applications/application-document.ts'
import { applicationStatuses } from '../applications/application-status.ts'
import { mtpAnswersSchema } from '../applications/mtp-answers.ts'
import { column, date, defineTable, type LakeRow, timestamp } from './lake-table.ts'

const text = z.string().nullable()
const answers = z.array(z.string())
const count = z.number().int()
const score = z.number().min(0).max(20).nullable()
const documentType = z.enum(documentTypes)

/** Recruitment §6.3, fields in its order, then the additive ones. */
export const factApplications = defineTable({
  name: 'fact_applications',
  zone: 'facts',
  key: 'application_id',
  references: { fk_candidate: 'candidate_id', fk_job_offer: 'job_offer_id' },
  summary: 'One row per application of a candidate for an offer.',
  columns: {
    application_id: column(z.string(), 'pseudonymous', 'Id of the application.'),
    candidate_id: column(z.string(), 'pseudonymous', 'The candidate: `dim_candidates.candidate_id`.'),
    job_offer_id: column(z.string(), 'pseudonymous', 'The offer: `dim_job_offers.job_offer_id`.'),
    status: column(z.enum(applicationStatuses), 'pseudonymous', 'Canonical status.'),
    has_been_manager: column(z.boolean(), 'pseudonymous', 'Whether the candidate has been a manager.'),
    ref_entreprise: column(text, 'personal', 'Company of the referees.'),
    ref_fullname: column(text, 'personal', 'Names of the referees.'),
    ref_mail: column(text, 'personal', 'E-mail addresses of the referees.'),
    ref_contact: column(text, 'personal', 'Telephone numbers of the referees.'),
    reference_contacts: column(text, 'personal', 'Referees in the older free form.'),
    availability_start: column(text, 'pseudonymous', 'When the candidate could start, as given.'),
    created_at: column(timestamp, 'pseudonymous', 'When the application was submitted.'),
    updated_at: column(timestamp, 'pseudonymous', 'When the application last changed.'),
    mtp_answers: column(
      z.union([mtpAnswersSchema, z.strictObject({})]),
      'personal',
      'The MTP answers by axis; `{}` when there are none.',
    ),
    reponses_metier: column(answers, 'personal', 'Answers on the trade.'),
    reponses_talent: column(answers, 'personal', 'Answers on talent.'),
    reponses_paradigme: column(answers, 'personal', 'Answers on the paradigm.'),
    reponses_metier_count: column(count, 'pseudonymous', 'Number of `reponses_metier`.'),
    reponses_talent_count: column(count, 'pseudonymous', 'Number of `reponses_talent`.'),
    reponses_paradigme_count: column(count, 'pseudonymous', 'Number of `reponses_paradigme`.'),
    total_reponses_count: column(count, 'pseudonymous', 'Sum of the three counts.'),
    documents_count: column(count, 'pseudonymous', 'Number of documents.'),
    total_documents_size_bytes: column(count, 'pseudonymous', 'Bytes of all documents together.'),
    documents: column(
      z.array(
        z.strictObject({
          document_type: documentType,
          file_name: text,
          file_size_bytes: count,
          ready_for_ocr: z.literal(true),
          uploaded_at: timestamp,
        }),
      ),
      'pseudonymous',
      'The documents; `file_name` is personal and null after erasure.',
    ),
    document_blob_paths: column(
      z.array(
        z.strictObject({
          document_type: documentType,
          blob_path: z.string(),
          file_name: z.string(),
          size_bytes: count,
        }),
      ),
      'personal',
      'Where the PDF files lie, below the container. Each listed file is stored before this row is.',
    ),
    application_year: column(z.string(), 'pseudonymous', 'Year of `created_at`, `YYYY`.'),
    application_month: column(z.string(), 'pseudonymous', 'Month of `created_at`, `YYYY-MM`.'),
    application_date: column(date, 'pseudonymous', 'Day of `created_at`, `YYYY-MM-DD`.'),
    status_fr: column(z.string(), 'pseudonymous', 'The French word for `status`.'),
    event_version: column(count, 'internal', 'Revision of the application: its events so far, less one.'),
    exported_at: column(timestamp, 'internal', 'When the last event of the row happened; its day is the partition.'),
    protocol1_status: column(
      z.enum(['pending', 'in_progress', 'completed', 'rejected']).nullable(),
      'pseudonymous',
      'State of the evaluation by protocol 1; null before it is opened.',
    ),
    protocol1_documentary_score: column(score, 'pseudonymous', 'Documents, 0 to 20: mean over the evaluators.'),
    protocol1_mtp_score: column(score, 'pseudonymous', 'Written MTP test, 0 to 20: mean over the evaluators.'),
    protocol1_interview_score: column(score, 'pseudonymous', 'Interview, 0 to 20: mean over the evaluators.'),
    protocol1_overall_score: column(score, 'pseudonymous', 'Weighted total, 0 to 20; null while nothing counts.'),
    protocol1_passed: column(
      z.boolean().nullable(),
      'pseudonymous',
      'Whether the completed evaluation reached the pass mark; null until it is completed.',
    ),
    protocol2_status: column(
      z.enum(['pending', 'in_progress', 'completed', 'rejected']).nullable(),
      'pseudonymous',
      'State of the evaluation by protocol 2; null before it is begun.',
    ),
    protocol2_overall_score: column(score, 'pseudonymous', 'Weighted total, 0 to 20; null while nothing counts.'),
    protocol2_passed: column(
      z.boolean().nullable(),
      'pseudonymous',
      'Whether the completed evaluation reached the pass mark; null until it is completed.',
    ),
    synthesis_global_score: column(
      score,
      'pseudonymous',
      'Two fifths protocol 1, three fifths protocol 2, as recorded with the last synthesis; null without one.',
    ),
    interview_date: column(timestamp.nullable(), 'pseudonymous', 'When the interview is; null while none is arranged.'),
    simulation_date: column(
      timestamp.nullable(),
      'pseudonymous',
      'When the simulation is; null while none is arranged.',
    ),
    deleted_at: column(
      timestamp.nullable(),
      'pseudonymous',
      'When the application was deleted; null while it is there. The row keeps what it said last.',
    ),
  },
})
export type FactApplicationRow = LakeRow<typeof factApplications>
