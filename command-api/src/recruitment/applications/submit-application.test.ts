import { describe, test } from '@jest/globals'
import {
  deletedApplication,
  ids,
  storedDocuments,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import type { CandidateFacts } from '../facts.ts'
import type { JobOfferFacts } from '../job-offers/job-offer-facts.ts'
import { application } from './application.ts'
import { type SubmissionFacts, type SubmitApplication, submitApplication } from './submit-application.ts'

const now = '2026-01-15T10:00:00.000Z'
const questions = { questions_metier: ['Q1', 'Q2'], questions_talent: ['Q3'], questions_paradigme: [] }
const answers = { reponses_metier: ['R1', 'R2'], reponses_talent: ['R3'], reponses_paradigme: [] }

const candidate = (changes: Partial<CandidateFacts> = {}): CandidateFacts => ({
  known: true,
  active: true,
  candidateStatus: 'externe',
  revision: 0,
  ...changes,
})
const offer = (changes: Partial<JobOfferFacts> = {}): JobOfferFacts => ({
  status: 'active',
  audience: 'tous',
  recruiterId: ids.recruiter,
  deadline: null,
  questions: null,
  hasApplications: true,
  revision: 1,
  ...changes,
})
const documents = storedDocuments(ids.application).map((document) => ({
  ...document,
  ...(submitted().data.document_details as Record<string, { file_name: string; sha256: string }>)[
    document.document_id
  ]!,
}))
const command = (changes: Partial<SubmitApplication> = {}): SubmitApplication => ({
  applicationId: ids.application,
  candidateId: ids.candidate,
  jobOfferId: ids.offer,
  claimedCandidateId: undefined,
  availabilityStart: null,
  hasBeenManager: false,
  references: {
    reference_contacts: null,
    ref_entreprise: 'Énergie du Littoral',
    ref_fullname: 'Paul Obiang',
    ref_mail: 'p.obiang@example.com',
    ref_contact: '+24100000001',
  },
  mtpAnswers: null,
  documents,
  ...changes,
})
const facts = (changes: Partial<SubmissionFacts> = {}): SubmissionFacts => ({
  candidate: candidate(),
  offer: offer(),
  now,
  ...changes,
})
const submitting =
  (changes: Partial<SubmitApplication> = {}, circumstances: Partial<SubmissionFacts> = {}) =>
  (state: Parameters<typeof submitApplication>[0]) =>
    submitApplication(state, command(changes), facts(circumstances))

describe('accepted', () => {
  test('once; the same candidate cannot apply for the same offer again', () =>
    given(application).when(submitting()).then([submitted()], 'application-duplicate'))

  test('with as many answers as questions', () =>
    given(application)
      .when(submitting({ mtpAnswers: answers }, { offer: offer({ questions }) }))
      .then([submitted({ mtp_answers: answers })], 'application-duplicate'))

  test('until the deadline', () =>
    given(application)
      .when(submitting({}, { offer: offer({ deadline: '2026-01-15T10:00:00.001Z' }) }))
      .then([submitted()], 'application-duplicate'))

  test('with their own id in the body', () =>
    given(application)
      .when(submitting({ claimedCandidateId: ids.candidate }))
      .then([submitted()], 'application-duplicate'))

  test('by an internal candidate, for an offer to internal ones', () =>
    given(application)
      .when(
        submitting({}, { candidate: candidate({ candidateStatus: 'interne' }), offer: offer({ audience: 'interne' }) }),
      )
      .then([submitted({ candidate_status: 'interne' })], 'application-duplicate'))

  test('recording which revisions of candidate and offer it relied on', () =>
    given(application)
      .when(submitting({}, { candidate: candidate({ revision: 4 }), offer: offer({ revision: 7 }) }))
      .then([submitted({ decided_on: { candidate_revision: 4, job_offer_revision: 7 } })], 'application-duplicate'))
})

describe('refused', () => {
  test.each([
    ['candidate-mismatch', { claimedCandidateId: ids.recruiter }, {}],
    ['account-not-active', {}, { candidate: candidate({ active: false }) }],
    ['job-offer-not-found', {}, { offer: offer({ status: 'none' }) }],
    ['job-offer-not-found', {}, { offer: offer({ status: 'draft' }) }],
    ['job-offer-not-found', {}, { offer: offer({ status: 'archived' }) }],
    ['job-offer-not-found', {}, { offer: offer({ audience: 'interne' }) }],
    [
      'job-offer-not-found',
      {},
      { candidate: candidate({ candidateStatus: 'interne' }), offer: offer({ audience: 'externe' }) },
    ],
    ['job-offer-not-open', {}, { offer: offer({ status: 'closed' }) }],
    ['deadline-passed', {}, { offer: offer({ deadline: now }) }],
    ['documents-missing', { documents: documents.slice(0, 2) }, {}],
    ['document-duplicate-type', { documents: [...documents, documents[0]!] }, {}],
    ['mtp-answers-mismatch', {}, { offer: offer({ questions }) }],
  ] as const)('W-09, W-41 with %s', (code, changes, circumstances) =>
    given(application).when(submitting(changes, circumstances)).thenRefused(code),
  )

  test('naming the missing documents as people call them', () =>
    given(application)
      .when(submitting({ documents: documents.slice(0, 1) }))
      .thenRefused('documents-missing', { missing: 'Lettre de motivation, Diplôme' }))

  test.each([
    [{ ...answers, reponses_metier: ['R1'] }, 'metier'],
    [{ ...answers, reponses_talent: ['  '] }, 'talent'],
    [{ ...answers, reponses_paradigme: ['R4'] }, 'paradigme'],
    [null, 'metier, talent'],
  ])('naming the categories of wrong answers', (mtpAnswers, categories) =>
    given(application)
      .when(submitting({ mtpAnswers }, { offer: offer({ questions }) }))
      .thenRefused('mtp-answers-mismatch', { categories }),
  )

  test('as a duplicate even after it was deleted', () =>
    given(application, submitted(), deletedApplication).when(submitting()).thenRefused('application-duplicate'))

  test('as a duplicate even after the offer was closed', () =>
    given(application, submitted())
      .when(submitting({}, { offer: offer({ status: 'closed' }) }))
      .thenRefused('application-duplicate'))
})
