import { categoryOfStream } from '@one-hcm/contracts/kernel/event'
import { statusFr } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { FactApplicationRow } from '@one-hcm/contracts/recruitment/lake/fact-applications.table'
import type { Dated } from '../dated-history.ts'
import { documentsOf, foldApplicationHistory } from './application-documents.ts'
import { evaluationTotals } from './evaluation-totals.ts'

/** The fact of an application's history, evaluations included. */
export function applicationRow(history: readonly Dated[]): FactApplicationRow | undefined {
  const application = foldApplicationHistory(history)
  const last = history.at(-1)
  const revision = history.findLast(({ event }) => categoryOfStream(event.stream) === 'application')?.event.revision
  if (!application || !last || revision === undefined) return undefined
  const { documents, mtp_answers, created_at } = application
  const reponses_metier = mtp_answers?.reponses_metier ?? []
  const reponses_talent = mtp_answers?.reponses_talent ?? []
  const reponses_paradigme = mtp_answers?.reponses_paradigme ?? []
  return {
    application_id: application.id,
    candidate_id: application.candidate_id,
    job_offer_id: application.job_offer_id,
    status: application.status,
    has_been_manager: application.has_been_manager,
    ref_entreprise: application.ref_entreprise,
    ref_fullname: application.ref_fullname,
    ref_mail: application.ref_mail,
    ref_contact: application.ref_contact,
    reference_contacts: application.reference_contacts,
    availability_start: application.availability_start,
    created_at,
    updated_at: application.updated_at,
    mtp_answers: mtp_answers ?? {},
    reponses_metier,
    reponses_talent,
    reponses_paradigme,
    reponses_metier_count: reponses_metier.length,
    reponses_talent_count: reponses_talent.length,
    reponses_paradigme_count: reponses_paradigme.length,
    total_reponses_count: reponses_metier.length + reponses_talent.length + reponses_paradigme.length,
    documents_count: documents.length,
    total_documents_size_bytes: documents.reduce((sum, { file_size }) => sum + file_size, 0),
    documents: documents.map(({ document_type, file_name, file_size, uploaded_at }) => ({
      document_type,
      file_name,
      file_size_bytes: file_size,
      ready_for_ocr: true,
      uploaded_at,
    })),
    // What was replaced or removed stays in its folder, as history, but is no document of this row.
    document_blob_paths: documentsOf(history)
      .filter(({ document_id }) => documents.some(({ id }) => id === document_id))
      .map(({ document_type, path, file_name, file_size }) => ({
        document_type,
        blob_path: path,
        file_name,
        size_bytes: file_size,
      })),
    application_year: created_at.slice(0, 4),
    application_month: created_at.slice(0, 7),
    application_date: created_at.slice(0, 10),
    status_fr: statusFr[application.status],
    event_version: revision,
    exported_at: last.at,
    ...evaluationTotals(history),
    synthesis_global_score: application.synthesis?.global_score ?? null,
    interview_date: application.interview_date,
    simulation_date: application.simulation_starts_at,
    deleted_at: history.find(({ event }) => event.type === 'ApplicationDeleted')?.at ?? null,
  }
}
