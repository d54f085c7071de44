import { emptyProfile } from '@one-hcm/contracts/identity/users/candidate-profile'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import type { JobOfferContent, JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'

export const candidateId = 'c0000000-0000-5000-8000-000000000001'
export const offerId = 'b0000000-0000-5000-8000-000000000001'
export const applicationId = 'a0000000-0000-5000-8000-000000000001'
export const recruiterId = 'd0000000-0000-5000-8000-000000000001'
export const accessRequestId = 'e0000000-0000-5000-8000-000000000001'
const resetId = 'f0000000-0000-5000-8000-000000000001'
const changeId = 'f0000000-0000-5000-8000-000000000002'

const identity = {
  user_id: candidateId,
  email: 'awa.ndong@example.com',
  first_name: 'Awa',
  last_name: 'Ndong',
  phone: '+24106000000',
  date_of_birth: '1990-05-04',
  adresse: '12 rue des Manguiers, Libreville',
  poste_actuel: 'Électricienne',
  matricule: null,
  sexe: 'F',
  candidate_status: 'externe',
  no_seeg_email: false,
  annees_experience: 7,
} as const

export const content: JobOfferContent = {
  title: 'Ingénieur réseau eau',
  description: 'Exploiter et moderniser le réseau de distribution.',
  location: 'Libreville',
  contract_type: 'CDI',
  department: 'Eau',
  salary_min: 900_000,
  salary_max: 1_200_000,
  salary_note: null,
  requirements: ['Bac + 5'],
  benefits: null,
  responsibilities: ['Planifier les travaux'],
  offer_status: 'tous',
  application_deadline: null,
  start_date: null,
  reporting_line: null,
  profile: null,
  categorie_metier: null,
  job_grade: null,
  questions_mtp: {
    questions_metier: ['Quel réseau ?', 'Quelle panne ?'],
    questions_talent: ['Quel talent ?'],
    questions_paradigme: [],
  },
}

export const document = (n: number, document_type: keyof typeof nameOf, file_size: number) => ({
  document_id: `f0000000-0000-5000-8000-00000000000${n}`,
  document_type,
  file_size,
  storage_key: `f0000000-0000-5000-8000-00000000000${n}.key`,
})

const certificate = document(7, 'certificats', 40)
const documents = [document(1, 'cv', 10), document(2, 'cover_letter', 20), document(3, 'diplome', 30)]
const nameOf = {
  certificats: 'certificat.pdf',
  cv: 'Awa Ndong.pdf',
  cover_letter: 'Lettre – été.pdf',
  diplome: 'diplome.pdf',
  autres: 'annexe.pdf',
}

export const detailsOf = (list: readonly { document_id: string; document_type: keyof typeof nameOf }[]) =>
  Object.fromEntries(
    list.map(({ document_id, document_type }) => [
      document_id,
      { file_name: nameOf[document_type], sha256: `sha256 of ${document_id}` },
    ]),
  )

export type Samples<E extends DomainEvent> = { readonly [Type in E['type']]: Extract<E, { type: Type }> }

/** One event of each type, all of the same candidate, offer and application. */
export const userSamples: Samples<UserEvent> = {
  CandidateRegistered: {
    type: 'CandidateRegistered',
    data: { ...identity, statut: 'actif', consent_at: '2026-01-15T09:59:00.000Z' },
  },
  RegistrationAbandoned: { type: 'RegistrationAbandoned', data: { user_id: candidateId } },
  FirstAdminCreated: {
    type: 'FirstAdminCreated',
    data: { user_id: candidateId, email: 'admin@example.com', first_name: 'Ada', last_name: 'Min' },
  },
  UserCreatedByAdmin: {
    type: 'UserCreatedByAdmin',
    data: { ...identity, role: 'candidate', created_by: recruiterId, password_generated: true },
  },
  AccessRequestViewed: {
    type: 'AccessRequestViewed',
    data: { user_id: candidateId, request_id: accessRequestId, viewed_by: recruiterId },
  },
  AccessApproved: {
    type: 'AccessApproved',
    data: { user_id: candidateId, request_id: accessRequestId, reviewed_by: recruiterId },
  },
  AccessRejected: {
    type: 'AccessRejected',
    data: {
      user_id: candidateId,
      request_id: accessRequestId,
      reviewed_by: recruiterId,
      rejection_reason: 'The staff number belongs to somebody else.',
    },
  },
  PasswordChanged: { type: 'PasswordChanged', data: { user_id: candidateId, change_id: changeId } },
  PasswordResetRequested: {
    type: 'PasswordResetRequested',
    data: {
      user_id: candidateId,
      reset_id: resetId,
      purpose: 'forgotten',
      expires_at: '2026-01-15T11:00:00.000Z',
    },
  },
  PasswordReset: {
    type: 'PasswordReset',
    data: { user_id: candidateId, reset_id: resetId, change_id: changeId },
  },
  UserAccountUpdated: {
    type: 'UserAccountUpdated',
    data: {
      user_id: candidateId,
      identity: { phone: '+241 06 00 00 09' },
      attributes: { annees_experience: 9 },
      updated_by: candidateId,
    },
  },
  UserIdentifiersChanged: {
    type: 'UserIdentifiersChanged',
    data: { user_id: candidateId, claim_id: changeId, changed: ['email'], email: 'other@example.com', matricule: null },
  },
  IdentifierChangeAbandoned: {
    type: 'IdentifierChangeAbandoned',
    data: { user_id: candidateId, claim_id: changeId },
  },
  UserRoleChanged: {
    type: 'UserRoleChanged',
    data: {
      user_id: candidateId,
      previous_role: 'candidate',
      new_role: 'observer',
      statut: 'actif',
      changed_by: recruiterId,
    },
  },
  UserStatutChanged: {
    type: 'UserStatutChanged',
    data: {
      user_id: candidateId,
      previous_statut: 'actif',
      new_statut: 'inactif',
      role: 'candidate',
      changed_by: recruiterId,
      note: null,
    },
  },
  CandidateProfileCreated: {
    type: 'CandidateProfileCreated',
    data: { user_id: candidateId, profile_id: changeId, profile: { ...emptyProfile, skills: ['SIG'], gender: 'F' } },
  },
  CandidateProfileUpdated: {
    type: 'CandidateProfileUpdated',
    data: { user_id: candidateId, profile_id: changeId, changes: { years_experience: 8 } },
  },
  UserDeleted: { type: 'UserDeleted', data: { user_id: candidateId, requested_by: candidateId } },
}

export const jobOfferSamples: Samples<JobOfferEvent> = {
  JobOfferDrafted: {
    type: 'JobOfferDrafted',
    data: {
      job_offer_id: offerId,
      recruiter_id: recruiterId,
      content: { ...content, questions_mtp: null },
      campaign_id: 3,
    },
  },
  JobOfferRevised: { type: 'JobOfferRevised', data: { job_offer_id: offerId, content } },
  JobOfferPublished: { type: 'JobOfferPublished', data: { job_offer_id: offerId, deadline: null } },
  JobOfferFirstApplicationAdmitted: {
    type: 'JobOfferFirstApplicationAdmitted',
    data: { job_offer_id: offerId, application_id: applicationId },
  },
  JobOfferUnpublished: { type: 'JobOfferUnpublished', data: { job_offer_id: offerId } },
  JobOfferClosed: { type: 'JobOfferClosed', data: { job_offer_id: offerId, reason: 'manual' } },
  JobOfferReopened: {
    type: 'JobOfferReopened',
    data: { job_offer_id: offerId, deadline: '2026-03-31T23:59:59.999Z' },
  },
  JobOfferArchived: { type: 'JobOfferArchived', data: { job_offer_id: offerId } },
  JobOfferDeleted: { type: 'JobOfferDeleted', data: { job_offer_id: offerId, deleted_by: recruiterId } },
}

const ofInterview = {
  application_id: applicationId,
  candidate_id: candidateId,
  slot_id: changeId,
  interview_id: changeId,
}
const ofSimulation = {
  application_id: applicationId,
  candidate_id: candidateId,
  job_offer_id: offerId,
  simulation_date: '2026-04-02',
  simulation_time: '10:00:00',
  starts_at: '2026-04-02T09:00:00.000Z',
}

export const applicationSamples: Samples<ApplicationEvent> = {
  ApplicationSubmitted: {
    type: 'ApplicationSubmitted',
    data: {
      application_id: applicationId,
      candidate_id: candidateId,
      job_offer_id: offerId,
      recruiter_id: recruiterId,
      candidate_status: 'externe',
      availability_start: '2026-03-01',
      has_been_manager: true,
      reference_contacts: 'Jean Obame',
      ref_entreprise: 'Gabon Énergie',
      ref_fullname: 'Jean Obame',
      ref_mail: 'jean@example.com',
      ref_contact: '+24107000000',
      mtp_answers: { reponses_metier: ['PEHD', 'Fuite'], reponses_talent: ['Écoute'], reponses_paradigme: [] },
      documents,
      document_details: detailsOf(documents),
      decided_on: { candidate_revision: 0, job_offer_revision: 2 },
    },
  },
  ApplicationDocumentUploaded: {
    type: 'ApplicationDocumentUploaded',
    data: {
      application_id: applicationId,
      candidate_id: candidateId,
      document: certificate,
      details: { file_name: 'Permis de Awa.pdf', sha256: 'cd'.repeat(32) },
      replaces: null,
      uploaded_by: candidateId,
    },
  },
  ApplicationDocumentRemoved: {
    type: 'ApplicationDocumentRemoved',
    data: {
      application_id: applicationId,
      candidate_id: candidateId,
      document_id: certificate.document_id,
      removed_by: candidateId,
    },
  },
  ApplicationStatusChanged: {
    type: 'ApplicationStatusChanged',
    data: {
      application_id: applicationId,
      candidate_id: candidateId,
      previous_status: 'pending',
      new_status: 'interview_scheduled',
      notes: 'Call Awa on Monday.',
      changed_by: recruiterId,
      is_correction: false,
    },
  },
  ApplicationAmended: {
    type: 'ApplicationAmended',
    data: {
      application_id: applicationId,
      candidate_id: candidateId,
      attributes: { availability_start: '2026-04-01' },
      texts: { ref_fullname: 'Marie Obame' },
      decided_on: { job_offer_revision: 2 },
    },
  },
  ApplicationWithdrawn: {
    type: 'ApplicationWithdrawn',
    data: {
      application_id: applicationId,
      candidate_id: candidateId,
      previous_status: 'pending',
      reason: 'Awa has found another post.',
    },
  },
  ApplicationInterviewDateSet: {
    type: 'ApplicationInterviewDateSet',
    data: { ...ofInterview, interview_date: '2026-03-16T08:00:00.000Z', calendar_revision: 4 },
  },
  ApplicationInterviewDateCleared: {
    type: 'ApplicationInterviewDateCleared',
    data: { ...ofInterview, interview_date: '2026-03-16T08:00:00.000Z', calendar_revision: 6 },
  },
  SimulationScheduled: {
    type: 'SimulationScheduled',
    data: {
      ...ofSimulation,
      mode: 'presentiel',
      video_link: null,
      location: 'Salle 2',
      scheduled_by: recruiterId,
      sequence: 0,
    },
  },
  SimulationCancelled: {
    type: 'SimulationCancelled',
    data: { ...ofSimulation, reason: 'Awa is ill.', cancelled_by: recruiterId, sequence: 1 },
  },
  SynthesisRecorded: {
    type: 'SynthesisRecorded',
    data: {
      application_id: applicationId,
      candidate_id: candidateId,
      points_forts: 'Awa knows the network.',
      points_amelioration: null,
      conclusion: 'Awa is taken on.',
      protocol1_score: 13.4,
      protocol2_score: 15,
      global_score: 14.36,
      weights: { protocol1: 0.4, protocol2: 0.6 },
      scoring_version: '1',
      recorded_by: recruiterId,
      decided_on: { protocol1_revision: 3, protocol2_revision: 2 },
    },
  },
  ApplicationDeleted: {
    type: 'ApplicationDeleted',
    data: {
      application_id: applicationId,
      candidate_id: candidateId,
      job_offer_id: offerId,
      deleted_by: recruiterId,
    },
  },
}
