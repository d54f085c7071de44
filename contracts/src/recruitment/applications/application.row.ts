import { deriveId } from '../../kernel/aggregate-id.ts'
import { isErased, reveal } from '../../kernel/erased.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { ApplicationEvent } from './application.events.ts'
import { type ApplicationAppointments, foldAppointments, noAppointments } from './application-appointments.ts'
import type { DocumentType, StoredDocument } from './application-document.ts'
import type { ApplicationStatus } from './application-status.ts'
import { foldSynthesis, type SynthesisRow } from './application-synthesis.ts'
import type { MtpAnswers } from './mtp-answers.ts'

export type ApplicationDocumentRow = {
  id: string
  document_type: DocumentType
  /** Null once the candidate is erased. */
  file_name: string | null
  sha256: string | null
  file_size: number
  storage_key: string
  uploaded_at: string
}

export type ApplicationHistoryRow = {
  id: string
  changed_by: string
  previous_status: ApplicationStatus | null
  new_status: ApplicationStatus
  notes: string | null
  is_correction: boolean
  changed_at: string
}

/** What people see of one application: the fold of its stream. */
export type ApplicationRow = ApplicationAppointments & {
  id: string
  candidate_id: string
  job_offer_id: string
  recruiter_id: string
  candidate_status: 'interne' | 'externe' | null
  status: ApplicationStatus
  availability_start: string | null
  has_been_manager: boolean
  reference_contacts: string | null
  ref_entreprise: string | null
  ref_fullname: string | null
  ref_mail: string | null
  ref_contact: string | null
  mtp_answers: MtpAnswers | null
  documents: ApplicationDocumentRow[]
  history: ApplicationHistoryRow[]
  synthesis: SynthesisRow | null
  created_at: string
  updated_at: string
}

/** Folds one event into the row; projectors, `as_of` reads, write answers and `verify` all use this one. */
export function foldApplication(
  row: ApplicationRow | undefined,
  event: Recorded<ApplicationEvent>,
): ApplicationRow | undefined {
  const at = event.metadata.occurred_at
  switch (event.type) {
    case 'ApplicationSubmitted': {
      const { data } = event
      const details = reveal(data.document_details)
      return {
        id: idOfStream(event.stream),
        candidate_id: data.candidate_id,
        job_offer_id: data.job_offer_id,
        recruiter_id: data.recruiter_id,
        candidate_status: data.candidate_status,
        status: 'pending',
        availability_start: data.availability_start,
        has_been_manager: data.has_been_manager,
        reference_contacts: reveal(data.reference_contacts),
        ref_entreprise: reveal(data.ref_entreprise),
        ref_fullname: reveal(data.ref_fullname),
        ref_mail: reveal(data.ref_mail),
        ref_contact: reveal(data.ref_contact),
        mtp_answers: isErased(data.mtp_answers) ? null : data.mtp_answers,
        documents: data.documents.map((document) => documentRow(document, details?.[document.document_id], at)),
        history: [],
        ...noAppointments,
        synthesis: null,
        created_at: at,
        updated_at: at,
      }
    }
    case 'ApplicationDocumentUploaded': {
      const { document, details, replaces } = event.data
      return (
        row && {
          ...row,
          documents: [...without(row.documents, replaces), documentRow(document, reveal(details), at)],
          updated_at: at,
        }
      )
    }
    case 'ApplicationDocumentRemoved':
      return row && { ...row, documents: without(row.documents, event.data.document_id), updated_at: at }
    case 'ApplicationStatusChanged': {
      const { previous_status, new_status, notes, changed_by, is_correction } = event.data
      return row && moved(row, event, { previous_status, new_status, notes: reveal(notes), changed_by, is_correction })
    }
    case 'ApplicationWithdrawn': {
      const { candidate_id: changed_by, previous_status, reason } = event.data
      return (
        row &&
        moved(row, event, {
          previous_status,
          new_status: 'withdrawn',
          notes: reveal(reason),
          changed_by,
          is_correction: false,
        })
      )
    }
    case 'ApplicationAmended':
      return row && { ...row, ...event.data.attributes, ...reveal(event.data.texts), updated_at: at }
    case 'ApplicationInterviewDateSet':
    case 'ApplicationInterviewDateCleared':
    case 'SimulationScheduled':
    case 'SimulationCancelled':
      return row && { ...row, ...foldAppointments(event), updated_at: at }
    case 'SynthesisRecorded':
      return row && { ...row, synthesis: foldSynthesis(event, at), updated_at: at }
    case 'ApplicationDeleted':
      return undefined
  }
}

const documentRow = (
  document: StoredDocument,
  details: { file_name: string; sha256: string } | null | undefined,
  at: string,
): ApplicationDocumentRow => ({
  id: document.document_id,
  document_type: document.document_type,
  file_name: details?.file_name ?? null,
  sha256: details?.sha256 ?? null,
  file_size: document.file_size,
  storage_key: document.storage_key,
  uploaded_at: at,
})

const without = (documents: readonly ApplicationDocumentRow[], gone: string | null): ApplicationDocumentRow[] =>
  documents.filter(({ id }) => id !== gone)

const moved = (
  row: ApplicationRow,
  { id, metadata: { occurred_at } }: Recorded<ApplicationEvent>,
  entry: Omit<ApplicationHistoryRow, 'id' | 'changed_at'>,
): ApplicationRow => ({
  ...row,
  status: entry.new_status,
  history: [...row.history, { id: deriveId('application-history', id), ...entry, changed_at: occurred_at }],
  updated_at: occurred_at,
})
