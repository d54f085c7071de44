import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { type Erased, reveal } from '@one-hcm/contracts/kernel/erased'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { type ApplicationRow, foldApplication } from '@one-hcm/contracts/recruitment/applications/application.row'
import type {
  ApplicationAttributes,
  ApplicationTexts,
} from '@one-hcm/contracts/recruitment/applications/application-content'
import type { DocumentType, StoredDocument } from '@one-hcm/contracts/recruitment/applications/application-document'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'
import { type Appointments, evolveAppointments, noAppointments } from './appointments.ts'

/** One application per candidate and offer: the pair is the id, so the store itself refuses a second one (design §3). */
export const applicationId = (candidateId: string, jobOfferId: string): string =>
  deriveId('application', candidateId, jobOfferId)

type SynthesisRecorded = Extract<ApplicationEvent, { type: 'SynthesisRecorded' }>

export type ApplicationState =
  | { stage: 'none' }
  | { stage: 'deleted' }
  | {
      stage: 'submitted'
      candidateId: string
      jobOfferId: string
      /** What the candidate said; texts are the erased mark once the candidate is erased. */
      content: ApplicationAttributes & { [Field in keyof ApplicationTexts]: ApplicationTexts[Field] | Erased }
      documents: readonly { id: string; type: DocumentType }[]
      status: ApplicationStatus
      /** The status before the current one: where a rejection is corrected to. */
      previousStatus: ApplicationStatus | undefined
      appointments: Appointments
      /** What was last made of the evaluations. */
      synthesis?: SynthesisRecorded['data']
    }

export const application: Aggregate<ApplicationState, ApplicationEvent, ApplicationRow> = {
  name: 'application',
  category: 'application',
  initialState: { stage: 'none' },
  evolve: (state, event) => {
    if (event.type === 'ApplicationSubmitted') {
      const { data } = event
      return {
        stage: 'submitted',
        candidateId: data.candidate_id,
        jobOfferId: data.job_offer_id,
        content: {
          availability_start: data.availability_start,
          has_been_manager: data.has_been_manager,
          reference_contacts: data.reference_contacts,
          ref_entreprise: data.ref_entreprise,
          ref_fullname: data.ref_fullname,
          ref_mail: data.ref_mail,
          ref_contact: data.ref_contact,
          mtp_answers: data.mtp_answers,
        },
        documents: data.documents.map(held),
        status: 'pending',
        previousStatus: undefined,
        appointments: noAppointments,
      }
    }
    if (state.stage !== 'submitted') return state
    switch (event.type) {
      case 'ApplicationDocumentUploaded': {
        const { document, replaces } = event.data
        return { ...state, documents: [...state.documents.filter(({ id }) => id !== replaces), held(document)] }
      }
      case 'ApplicationDocumentRemoved':
        return { ...state, documents: state.documents.filter(({ id }) => id !== event.data.document_id) }
      case 'ApplicationStatusChanged':
        return { ...state, status: event.data.new_status, previousStatus: event.data.previous_status }
      case 'ApplicationWithdrawn':
        return { ...state, status: 'withdrawn', previousStatus: event.data.previous_status }
      case 'ApplicationAmended': {
        const { attributes, texts } = event.data
        return { ...state, content: { ...state.content, ...attributes, ...reveal(texts) } }
      }
      case 'ApplicationInterviewDateSet':
      case 'ApplicationInterviewDateCleared':
      case 'SimulationScheduled':
      case 'SimulationCancelled':
        return { ...state, appointments: evolveAppointments(state.appointments, event) }
      case 'SynthesisRecorded':
        return { ...state, synthesis: event.data }
      case 'ApplicationDeleted':
        return { stage: 'deleted' }
    }
  },
  foldRow: foldApplication,
}

const held = ({ document_id, document_type }: StoredDocument) => ({ id: document_id, type: document_type })
