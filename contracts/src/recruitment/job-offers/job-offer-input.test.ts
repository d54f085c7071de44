import { describe, expect, test } from '@jest/globals'
import { offerContent } from '../testing/recruitment-samples.ts'
import { jobOfferInput } from './job-offer-input.ts'
import { gapsBeforePublication, whyNotOpen } from './job-offer-rules.ts'

const parse = (body: unknown) => jobOfferInput.parse(body)
const given = (body: unknown) =>
  Object.fromEntries(Object.entries(parse(body)).filter(([, value]) => value !== undefined))

describe('an offer as clients write it', () => {
  test('what is not named stays out', () => expect(given({})).toEqual({}))

  test.each([
    [{ location: ['Libreville', 'Ntoum'] }, { location: 'Libreville, Ntoum' }],
    [{ location: '  ' }, { location: null }],
    [{ contract_type: 'cdi' }, { contract_type: 'CDI' }],
    [{ contract_type: 'CDI avec période d’essai' }, { contract_type: "CDI avec période d'essai" }],
    [{ contract_type: null }, { contract_type: null }],
    [{ requirements: [] }, { requirements: null }],
    [{ requirements: [' HTA ', ''] }, { requirements: ['HTA'] }],
    [{ benefits: null }, { benefits: null }],
    [{ status: null, title: null }, {}],
    [{ id: 'x', recruiter_id: 'y', campaign_id: 3 }, {}],
  ])('%j', (body, expected) => expect(given(body)).toEqual(expected))

  test.each([
    [{ date_limite: '2026-03-31T12:00:00+01:00' }, '2026-03-31T11:00:00.000Z'],
    [{ application_deadline: '2026-03-31T12:00:00' }, '2026-03-31T12:00:00.000Z'],
    [{ date_limite: '2026-03-31' }, '2026-03-31T22:59:59.999Z'],
    [{ application_deadline: '2026-03-31', date_limite: '2027-01-01' }, '2026-03-31T22:59:59.999Z'],
    [{ application_deadline: null }, null],
    [{ date_limite: null }, null],
    [{ application_deadline: null, date_limite: '2026-03-31' }, '2026-03-31T22:59:59.999Z'],
  ])('W-41 deadline %j, a day until its end in Libreville', (body, application_deadline) =>
    expect(given(body)).toEqual({ application_deadline }),
  )

  test('a start date begins with its day', () =>
    expect(given({ start_date: '2026-05-01' })).toEqual({ start_date: '2026-05-01T00:00:00.000Z' }))

  test.each([
    [{ offer_status: 'interne' }, 'interne'],
    [{ is_internal_only: true }, 'interne'],
    [{ is_internal_only: false }, 'tous'],
    [{ status_offerts: 'interne' }, 'interne'],
    [{ status_offerts: null }, 'externe'],
    [{ status_offers: 'tous' }, 'tous'],
    [{ offer_status: 'externe', is_internal_only: true }, 'externe'],
  ])('audience %j', (body, offer_status) => expect(given(body)).toEqual({ offer_status }))

  test.each([
    ['inactive', 'closed'],
    ['paused', 'closed'],
    ['cancelled', 'archived'],
    ['draft', 'draft'],
  ])('status %s', (status, expected) => expect(given({ status })).toEqual({ status: expected }))

  test.each([
    [
      { questions_mtp: { questions_metier: [' A '] } },
      { questions_metier: ['A'], questions_talent: [], questions_paradigme: [] },
    ],
    [{ question_metier: 'A\r\n\n B ' }, { questions_metier: ['A', 'B'] }],
    [{ mtp_questions_talent: ['A', ' '] }, { questions_talent: ['A'] }],
    [{ questions_mtp: null, question_paradigme: 'A' }, { questions_paradigme: ['A'] }],
    [
      { questions_mtp: { questions_talent: ['A'] }, question_talent: 'B' },
      { questions_metier: [], questions_talent: ['A'], questions_paradigme: [] },
    ],
    [{ questions_mtp: null }, null],
  ])('questions %j', (body, questions_mtp) => expect(given(body)).toEqual({ questions_mtp }))

  test.each([
    [{ questions_mtp: { questions_metier: Array(8).fill('Q') } }],
    [{ question_talent: 'a\nb\nc\nd' }],
    [{ mtp_questions_paradigme: ['a', 'b', 'c', 'd'] }],
    [{ questions_mtp: { questions_metier: [''] } }],
    [{ status: 'constructor' }],
    [{ questions_mtp: [] }],
    [{ questions_mtp: 'Q' }],
    [{ mtp_questions_metier: [1] }],
    [[]],
    ['text'],
  ])('refused: %j', (body) => expect(jobOfferInput.safeParse(body).success).toBe(false))

  test('D-07 up to 7, 3 and 3 questions', () => {
    const questions_mtp = {
      questions_metier: Array(7).fill('Q'),
      questions_talent: Array(3).fill('Q'),
      questions_paradigme: Array(3).fill('Q'),
    }
    expect(given({ questions_mtp })).toEqual({ questions_mtp })
  })
})

describe('a panel', () => {
  test.each([
    [{ panel: true }, 2],
    [{ panel: false }, null],
    [{ panel_size: 3 }, 3],
    [{ panel: true, panel_size: 4 }, 4],
    [{ panel_size: 1 }, null],
    [{ panel_size: null }, null],
    [{}, undefined],
  ])('%j means %s evaluators', (input, expected) => expect(given(input).panel_size).toBe(expected))

  test('has two to nine evaluators', () => {
    for (const panel_size of [10, -1, 2.5, 'deux'])
      expect(jobOfferInput.safeParse({ title: 'Comptable', panel_size }).success).toBe(false)
  })
})

describe('rules of offers', () => {
  const fields = (...parameters: Parameters<typeof gapsBeforePublication>) =>
    gapsBeforePublication(...parameters).map(({ pointer }) => pointer)

  test('a published draft says more than an offer that is opened at once', () => {
    const content = offerContent({ responsibilities: null, requirements: null })
    expect(fields(content, 'draft')).toEqual(['/responsibilities', '/requirements'])
    expect(fields(content, 'new')).toEqual([])
    expect(fields(content, 'active')).toEqual([])
    expect(fields(offerContent(), 'draft')).toEqual([])
  })

  test('lower limits are exact', () => {
    expect(fields(offerContent({ title: 'x'.repeat(5), description: 'x'.repeat(20), location: 'xx' }), 'new')).toEqual(
      [],
    )
    expect(fields(offerContent({ title: 'x'.repeat(4), description: 'x'.repeat(19), location: 'x' }), 'new')).toEqual([
      '/title',
      '/description',
      '/location',
    ])
  })

  test('an offer is open until its deadline, and not at it', () => {
    const deadline = '2026-03-31T23:59:59.999Z'
    expect(whyNotOpen({ status: 'active', deadline }, '2026-03-31T23:59:59.998Z')).toBeUndefined()
    expect(whyNotOpen({ status: 'active', deadline }, deadline)).toBe('deadline-passed')
    expect(whyNotOpen({ status: 'draft', deadline: null }, deadline)).toBe('job-offer-not-open')
    expect(whyNotOpen({ status: 'active', deadline: null }, deadline)).toBeUndefined()
  })
})
