import { describe, test } from '@jest/globals'
import { erased } from '@one-hcm/contracts/kernel/erased'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { applicationStatuses, transitions } from '@one-hcm/contracts/recruitment/applications/application-status'
import {
  amended,
  deletedApplication,
  ids,
  statusChanged,
  submitted,
  withdrawn,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import type { JobOfferFacts } from '../job-offers/job-offer-facts.ts'
import { type ApplicationState, application } from './application.ts'
import { changeApplicationStatus } from './change-application-status.ts'
import { deleteApplication } from './delete-application.ts'
import { type UpdateOwnApplication, updateOwnApplication } from './update-own-application.ts'

const offer = (changes: Partial<JobOfferFacts> = {}): JobOfferFacts => ({
  status: 'active',
  audience: 'tous',
  recruiterId: ids.recruiter,
  deadline: null,
  questions: null,
  hasApplications: true,
  revision: 2,
  ...changes,
})
const questions = { questions_metier: ['Q1'], questions_talent: [], questions_paradigme: [] }
const answers = (...reponses_metier: string[]) => ({ reponses_metier, reponses_talent: [], reponses_paradigme: [] })

const saying =
  (changes: Partial<UpdateOwnApplication>, facts = offer()) =>
  (state: ApplicationState) =>
    updateOwnApplication(
      state,
      {
        applicationId: ids.application,
        candidateId: ids.candidate,
        attributes: {},
        texts: {},
        status: undefined,
        reason: null,
        ...changes,
      },
      facts,
    )
const deleting = (state: ApplicationState) =>
  deleteApplication(state, { applicationId: ids.application, deletedBy: ids.recruiter })
const inStatus = (status: (typeof applicationStatuses)[number]): ApplicationEvent[] =>
  status === 'pending' ? [submitted()] : [submitted(), statusChanged('pending', status)]

describe('a candidate amends', () => {
  test('what they name, and nothing else', () =>
    given(application, submitted())
      .when(
        saying({ attributes: { has_been_manager: true }, texts: { ref_mail: 'paul@example.com', ref_contact: null } }),
      )
      .then([amended({ has_been_manager: true }, { ref_mail: 'paul@example.com', ref_contact: null })]))

  test('only what is not so already', () => {
    const { ref_fullname, ref_mail } = submitted().data
    given(application, submitted())
      .when(saying({ attributes: { availability_start: null }, texts: { ref_fullname: ref_fullname as string } }))
      .thenAlreadySo()
    given(application, submitted(), amended({}, { ref_mail: 'paul@example.com' }))
      .when(saying({ texts: { ref_mail: ref_mail as string } }))
      .then([amended({}, { ref_mail: ref_mail as string })])
  })

  test('answers that fit the questions, and no others', () => {
    given(application, submitted())
      .when(saying({ texts: { mtp_answers: answers('R1') } }, offer({ questions })))
      .then([amended({}, { mtp_answers: answers('R1') })])
    for (const mtp_answers of [answers(), answers(' '), answers('R1', 'R2')])
      given(application, submitted())
        .when(saying({ texts: { mtp_answers } }, offer({ questions })))
        .thenRefused('mtp-answers-mismatch', { categories: 'metier' })
  })

  test('also when what was said before can no longer be read', () => {
    const before = submitted({ ref_mail: erased, mtp_answers: erased })
    const change = amended({}, { ref_mail: 'paul@example.com' })
    given(application, before)
      .when(saying({ texts: { ref_mail: 'paul@example.com' } }))
      .then([change])
    given(application, before, { ...change, data: { ...change.data, texts: erased } })
      .when(saying({ texts: { ref_mail: 'paul@example.com' } }))
      .then([change])
  })

  test.each(['accepted', 'hired', 'rejected', 'withdrawn'] as const)('not once it is %s', (status) =>
    given(application, ...inStatus(status))
      .when(saying({ attributes: { has_been_manager: true } }))
      .thenRefused('application-decided'),
  )
})

describe('a candidate withdraws', () => {
  test.each(applicationStatuses.filter((from) => transitions[from].includes('withdrawn')))('from %s, once', (from) =>
    given(application, ...inStatus(from))
      .when(saying({ status: 'withdrawn', reason: 'Autre poste' }))
      .then([withdrawn(from, 'Autre poste')]),
  )
  test('with a last word', () =>
    given(application, submitted())
      .when(saying({ status: 'withdrawn', attributes: { has_been_manager: true } }))
      .then([amended({ has_been_manager: true }, {}), withdrawn('pending')]))
  test('and nobody takes that back', () =>
    given(application, submitted(), withdrawn('pending'))
      .when((state) =>
        changeApplicationStatus(state, {
          applicationId: ids.application,
          status: 'pending',
          notes: 'Erreur',
          changedBy: ids.recruiter,
        }),
      )
      .thenRefused('status-transition-not-allowed', { from: 'withdrawn', to: 'pending' }))
  test.each(['hired', 'rejected'] as const)('not once it is %s', (status) =>
    given(application, ...inStatus(status))
      .when(saying({ status: 'withdrawn' }))
      .thenRefused('status-transition-not-allowed', { from: status, to: 'withdrawn' }),
  )
})

describe('a candidate gives no other status (W-10)', () => {
  test.each(['reviewed', 'embauche', 'refuse'])('not %s', (status) =>
    given(application, submitted()).when(saying({ status })).thenRefused('status-not-own'),
  )
  test('but may repeat the one it has', () =>
    given(application, submitted())
      .when(saying({ status: 'candidature' }))
      .thenAlreadySo())
  test('nor a word that is none', () =>
    given(application, submitted())
      .when(saying({ status: 'partie' }))
      .thenRefused('status-unknown'))
})

describe("what is not a candidate's own does not exist for them", () => {
  test.each([
    ['none', []],
    ["another's", [submitted({ candidate_id: ids.recruiter })]],
    ['deleted', [submitted(), deletedApplication]],
  ] as const)('%s', (_, history) => {
    for (const change of [{}, { status: 'withdrawn' }, { attributes: { has_been_manager: true } }])
      given(application, ...history)
        .when(saying(change))
        .thenRefused('application-not-found')
  })
})

describe('a recruiter deletes', () => {
  test.each(['pending', 'rejected', 'withdrawn'] as const)('an application that is %s, once', (status) =>
    given(application, ...inStatus(status))
      .when(deleting)
      .then([deletedApplication], 'application-not-found'),
  )
  test('not what there is not', () => given(application).when(deleting).thenRefused('application-not-found'))
})
