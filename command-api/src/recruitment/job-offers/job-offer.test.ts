import { describe, expect, test } from '@jest/globals'
import type { JobOfferContent, JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { type JobOfferInput, jobOfferInput } from '@one-hcm/contracts/recruitment/job-offers/job-offer-input'
import {
  archived,
  closed,
  deleted,
  drafted,
  ids,
  offerContent,
  published,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { createJobOffer } from './create-job-offer.ts'
import { type JobOfferState, jobOffer } from './job-offer.ts'
import { reviseJobOffer } from './revise-job-offer.ts'

const now = '2026-02-01T10:00:00.000Z'
const input = (body: Record<string, unknown>): JobOfferInput => jobOfferInput.parse(body)
const complete = input({ ...offerContent(), questions_mtp: undefined })
const owner: { id: string; role: string } = { id: ids.recruiter, role: 'recruiter' }

const creating = (body: JobOfferInput) => (state: JobOfferState) =>
  createJobOffer(state, { jobOfferId: ids.offer, recruiterId: ids.recruiter, campaignId: null, input: body })
const revising =
  (body: Record<string, unknown>, caller = owner) =>
  (state: JobOfferState) =>
    reviseJobOffer(state, { jobOfferId: ids.offer, caller, input: input(body), now })
const revised = (content: JobOfferContent): JobOfferEvent => ({
  type: 'JobOfferRevised',
  data: { job_offer_id: ids.offer, content },
})
const onlyTitle = (title: string): JobOfferContent =>
  offerContent({
    title,
    description: null,
    location: null,
    contract_type: null,
    department: null,
    salary_min: null,
    salary_max: null,
    requirements: null,
    responsibilities: null,
  })

describe('an offer is created', () => {
  test('open at once, in one step', () => given(jobOffer).when(creating(complete)).then([drafted(), published()]))

  test('open at once with what the original API asked for', () =>
    given(jobOffer)
      .when(creating({ ...complete, requirements: null, responsibilities: null }))
      .then([drafted(offerContent({ requirements: null, responsibilities: null })), published()]))

  test('as a draft with nothing but a title', () =>
    given(jobOffer)
      .when(creating(input({ title: 'Idée', status: 'draft' })))
      .then([drafted(onlyTitle('Idée'))]))

  test('refused when it should be open but lacks something, naming all of it', () => {
    const decide = creating(input({ title: 'Idée' }))
    given(jobOffer).when(decide).thenRefused('job-offer-incomplete', {
      fields:
        'title (au moins 5 caractères), description (au moins 20 caractères), location (au moins 2 caractères), contract_type (à renseigner)',
    })
    expect(decide({ status: 'none' })).toMatchObject({
      errors: [
        { pointer: '/title' },
        { pointer: '/description' },
        { pointer: '/location' },
        { pointer: '/contract_type' },
      ],
    })
  })

  test('refused when its lowest salary is above its highest, also as a draft', () =>
    given(jobOffer)
      .when(creating(input({ title: 'Idée', status: 'draft', salary_min: 2, salary_max: 1 })))
      .thenRefused('job-offer-salary-range', { min: 2, max: 1 }))

  test.each(['closed', 'archived'] as const)('refused as %s', (status) =>
    given(jobOffer)
      .when(creating({ ...complete, status }))
      .thenRefused('job-offer-transition-not-allowed', { from: 'draft', to: status }),
  )
})

describe('an offer is revised', () => {
  test('by its owner, only in what is named', () =>
    given(jobOffer, drafted(), published())
      .when(revising({ title: 'Comptable principal(e)', benefits: ['Logement', ''] }))
      .then([revised(offerContent({ title: 'Comptable principal(e)', benefits: ['Logement'] }))]))

  test('by an admin', () =>
    given(jobOffer, drafted())
      .when(revising({ department: null }, { id: 'somebody', role: 'admin' }))
      .then([revised(offerContent({ department: null }))]))

  test('question by question in the older form, all at once in the canonical one', () => {
    const questions_mtp = { questions_metier: ['A', 'B'], questions_talent: [], questions_paradigme: ['C'] }
    given(jobOffer, drafted(offerContent({ questions_mtp })))
      .when(revising({ question_talent: 'D\n\n E \n' }))
      .then([revised(offerContent({ questions_mtp: { ...questions_mtp, questions_talent: ['D', 'E'] } }))])
    given(jobOffer, drafted(offerContent({ questions_mtp })))
      .when(revising({ questions_mtp: { questions_talent: ['D'] } }))
      .then([
        revised(
          offerContent({ questions_mtp: { questions_metier: [], questions_talent: ['D'], questions_paradigme: [] } }),
        ),
      ])
    for (const none of [null, {}, { questions_metier: [] }])
      given(jobOffer, drafted(offerContent({ questions_mtp })))
        .when(revising({ questions_mtp: none }))
        .then([revised(offerContent())])
  })

  test('and published by the same request', () =>
    given(jobOffer, drafted())
      .when(revising({ location: ['Ntoum', 'Kango'], date_limite: '2026-03-31', status: 'active' }))
      .then([
        revised(offerContent({ location: 'Ntoum, Kango', application_deadline: '2026-03-31T22:59:59.999Z' })),
        published('2026-03-31T22:59:59.999Z'),
      ]))

  test('published without being rewritten', () =>
    given(jobOffer, drafted())
      .when(revising({ status: 'active' }))
      .then([published()]))

  test('already so when nothing is new', () => {
    given(jobOffer, drafted(), published())
      .when(revising({ title: offerContent().title, status: 'active' }))
      .thenAlreadySo()
    given(jobOffer, drafted()).when(revising({})).thenAlreadySo()
  })
})

describe('revising is refused', () => {
  test('without an offer', () => given(jobOffer).when(revising({})).thenRefused('job-offer-not-found'))
  test("for somebody else's offer, also when nothing would change", () =>
    given(jobOffer, drafted())
      .when(revising({}, { id: 'somebody', role: 'recruiter' }))
      .thenRefused('job-offer-not-owned'))
  test('when a draft is published that does not say what is expected and what will be done', () =>
    given(jobOffer, drafted(offerContent({ responsibilities: null, requirements: null })))
      .when(revising({ status: 'active' }))
      .thenRefused('job-offer-incomplete', { fields: 'responsibilities (à renseigner), requirements (à renseigner)' }))
  test('when an open offer would lose what it needs', () =>
    given(jobOffer, drafted(), published())
      .when(revising({ contract_type: null }))
      .thenRefused('job-offer-incomplete', { fields: 'contract_type (à renseigner)' }))
  test('when the salaries cross with one that is there already', () =>
    given(jobOffer, drafted())
      .when(revising({ salary_min: 1_000_000 }))
      .thenRefused('job-offer-salary-range'))
  test.each([
    ['archived', 'active', [published()]],
    ['closed', 'draft', []],
    ['draft', 'closed', [published(), closed()]],
    ['active', 'archived', [archived]],
    ['draft', 'archived', [archived]],
  ] as const)('to %s from %s', (to, from, history) =>
    given(jobOffer, drafted(), ...history)
      .when(revising({ status: to }))
      .thenRefused('job-offer-transition-not-allowed', { from, to }),
  )
  test('once the offer is archived; what is so already is not refused', () => {
    given(jobOffer, drafted(), archived)
      .when(revising({ title: 'Autre titre' }))
      .thenRefused('job-offer-archived')
    given(jobOffer, drafted(), archived)
      .when(revising({ status: 'archived', title: offerContent().title }))
      .thenAlreadySo()
  })
  test('once the offer is deleted', () =>
    given(jobOffer, drafted(), deleted).when(revising({})).thenRefused('job-offer-not-found'))
})
