import { createHash } from 'node:crypto'
import { deriveId } from '../../kernel/aggregate-id.ts'
import type { ApplicationEvent } from '../applications/application.events.ts'
import type { ApplicationStatus } from '../applications/application-status.ts'
import type { JobOfferContent, JobOfferEvent } from '../job-offers/job-offer.events.ts'

/** Ids and events that tests of recruitment have in common: one candidate, one offer, one application. */

export const ids = {
  candidate: '3f0a4c1e-6a0f-4d0e-9a53-1f6d1b7a2c01',
  recruiter: '9b7d3c52-0e8f-4a61-b4c7-52d1e6f8a903',
  offer: 'a8e2b6d4-91c3-4b7f-8d25-6c4e0f9b1a02',
  application: deriveId('application', '3f0a4c1e-6a0f-4d0e-9a53-1f6d1b7a2c01', 'a8e2b6d4-91c3-4b7f-8d25-6c4e0f9b1a02'),
} as const

export const offerContent = (changes: Partial<JobOfferContent> = {}): JobOfferContent => ({
  title: 'Comptable confirmé(e)',
  description: 'Vous tenez la comptabilité générale selon le SYSCOHADA révisé.',
  location: 'Libreville',
  contract_type: 'CDI',
  department: 'Direction Financière',
  salary_min: 600_000,
  salary_max: 900_000,
  salary_note: null,
  requirements: ['SYSCOHADA révisé'],
  benefits: null,
  responsibilities: ['Arrêtés mensuels'],
  offer_status: 'tous',
  application_deadline: null,
  start_date: null,
  reporting_line: null,
  profile: null,
  categorie_metier: null,
  job_grade: null,
  questions_mtp: null,
  ...changes,
})

type OfferEvent<Type> = Extract<JobOfferEvent, { type: Type }>

export const drafted = (
  content = offerContent(),
  { offer = ids.offer as string, recruiter = ids.recruiter as string, campaign = null as number | null } = {},
): OfferEvent<'JobOfferDrafted'> => ({
  type: 'JobOfferDrafted',
  data: { job_offer_id: offer, recruiter_id: recruiter, content, campaign_id: campaign },
})
export const published = (
  deadline: string | null = null,
  { offer = ids.offer as string } = {},
): OfferEvent<'JobOfferPublished'> => ({ type: 'JobOfferPublished', data: { job_offer_id: offer, deadline } })

const ofOffer = { job_offer_id: ids.offer }
export const firstAdmitted: OfferEvent<'JobOfferFirstApplicationAdmitted'> = {
  type: 'JobOfferFirstApplicationAdmitted',
  data: { ...ofOffer, application_id: ids.application },
}
export const unpublished: OfferEvent<'JobOfferUnpublished'> = { type: 'JobOfferUnpublished', data: ofOffer }
export const closed = (reason: 'manual' | 'deadline' = 'manual'): OfferEvent<'JobOfferClosed'> => ({
  type: 'JobOfferClosed',
  data: { ...ofOffer, reason },
})
export const reopened = (deadline: string): OfferEvent<'JobOfferReopened'> => ({
  type: 'JobOfferReopened',
  data: { ...ofOffer, deadline },
})
export const archived: OfferEvent<'JobOfferArchived'> = { type: 'JobOfferArchived', data: ofOffer }
export const deleted: OfferEvent<'JobOfferDeleted'> = {
  type: 'JobOfferDeleted',
  data: { ...ofOffer, deleted_by: ids.recruiter },
}

/** The content of each sample document, and the hash that is recorded of it. */
export const sampleContent = '%PDF-1.7 contenu'
const sampleHash = createHash('sha256').update(sampleContent).digest('hex')

const documentTypes = ['cv', 'cover_letter', 'diplome'] as const

export const storedDocuments = (application: string) =>
  documentTypes.map((document_type) => {
    const document_id = deriveId('document', application, document_type)
    return { document_id, document_type, file_size: 1000, storage_key: `${document_id}.stored` }
  })

type ApplicationEventOf<Type> = Extract<ApplicationEvent, { type: Type }>

export const submitted = ({
  candidate = ids.candidate as string,
  offer = ids.offer as string,
  recruiter = ids.recruiter as string,
  ...changes
}: Partial<ApplicationEventOf<'ApplicationSubmitted'>['data']> & {
  candidate?: string
  offer?: string
  recruiter?: string
} = {}): ApplicationEventOf<'ApplicationSubmitted'> => {
  const id = deriveId('application', candidate, offer)
  const documents = storedDocuments(id)
  return {
    type: 'ApplicationSubmitted',
    data: {
      application_id: id,
      candidate_id: candidate,
      job_offer_id: offer,
      recruiter_id: recruiter,
      candidate_status: 'externe',
      availability_start: null,
      has_been_manager: false,
      reference_contacts: null,
      ref_entreprise: 'Énergie du Littoral',
      ref_fullname: 'Paul Obiang',
      ref_mail: 'p.obiang@example.com',
      ref_contact: '+24100000001',
      mtp_answers: null,
      documents,
      document_details: Object.fromEntries(
        documents.map(({ document_id, document_type }) => [
          document_id,
          { file_name: `${document_type}.pdf`, sha256: sampleHash },
        ]),
      ),
      decided_on: { candidate_revision: 0, job_offer_revision: 1 },
      ...changes,
    },
  }
}

export const statusChanged = (
  previous_status: ApplicationStatus,
  new_status: ApplicationStatus,
  changes: Partial<ApplicationEventOf<'ApplicationStatusChanged'>['data']> = {},
): ApplicationEventOf<'ApplicationStatusChanged'> => ({
  type: 'ApplicationStatusChanged',
  data: {
    application_id: ids.application,
    candidate_id: ids.candidate,
    previous_status,
    new_status,
    notes: null,
    changed_by: ids.recruiter,
    is_correction: false,
    ...changes,
  },
})

const ofApplication = { application_id: ids.application, candidate_id: ids.candidate }
type Amended = ApplicationEventOf<'ApplicationAmended'>
export const amended = (
  attributes: Amended['data']['attributes'],
  texts: Amended['data']['texts'],
): ApplicationEventOf<'ApplicationAmended'> => ({
  type: 'ApplicationAmended',
  data: { ...ofApplication, attributes, texts, decided_on: { job_offer_revision: 2 } },
})
export const withdrawn = (
  previous_status: ApplicationStatus,
  reason: string | null = null,
): ApplicationEventOf<'ApplicationWithdrawn'> => ({
  type: 'ApplicationWithdrawn',
  data: { ...ofApplication, previous_status, reason },
})
export const deletedApplication: ApplicationEventOf<'ApplicationDeleted'> = {
  type: 'ApplicationDeleted',
  data: { ...ofApplication, job_offer_id: ids.offer, deleted_by: ids.recruiter },
}

type Uploaded = ApplicationEventOf<'ApplicationDocumentUploaded'>
/** A document as a decision gets it: 1000 bytes under a name after its type. */
export const newDocument = (document_type: Uploaded['data']['document']['document_type'], place = 0) => {
  const document_id = deriveId('document', ids.application, document_type, 'later', String(place))
  return {
    document_id,
    document_type,
    file_size: 1000,
    storage_key: `${document_id}.stored`,
    file_name: `${document_type}.pdf`,
    sha256: 'cd'.repeat(32),
  }
}
export const documentUploaded = (
  { file_name, sha256, ...document }: ReturnType<typeof newDocument>,
  replaces: string | null = null,
  uploaded_by: string = ids.candidate,
): Uploaded => ({
  type: 'ApplicationDocumentUploaded',
  data: { ...ofApplication, document, details: { file_name, sha256 }, replaces, uploaded_by },
})
export const documentRemoved = (
  document_id: string,
  removed_by: string = ids.candidate,
): ApplicationEventOf<'ApplicationDocumentRemoved'> => ({
  type: 'ApplicationDocumentRemoved',
  data: { ...ofApplication, document_id, removed_by },
})
