import { describe, expect, test } from '@jest/globals'
import type { JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { dimJobOffers } from '@one-hcm/contracts/recruitment/lake/dim-job-offers.table'
import { historyOf } from '../testing/history.ts'
import { content, jobOfferSamples, offerId } from '../testing/samples.ts'
import { jobOfferRow } from './dim-job-offers.ts'

const { JobOfferDrafted, JobOfferRevised, JobOfferPublished } = jobOfferSamples
const rowOf = (...events: JobOfferEvent[]) => jobOfferRow(historyOf(`jobOffer-${offerId}`, events))

const drafted = {
  job_offer_id: offerId,
  title: 'Ingénieur réseau eau',
  description: 'Exploiter et moderniser le réseau de distribution.',
  location: 'Libreville',
  contract_type: 'CDI',
  department: 'Eau',
  offer_status: 'tous',
  questions_mtp: {},
  questions_metier: [],
  questions_talent: [],
  questions_paradigme: [],
  questions_metier_count: 0,
  questions_talent_count: 0,
  questions_paradigme_count: 0,
  total_questions_count: 0,
  created_at: '2026-01-15T10:00:00.000Z',
  campaign_id: 3,
  deleted_at: null,
}
const revised = {
  ...drafted,
  questions_mtp: {
    questions_metier: ['Quel réseau ?', 'Quelle panne ?'],
    questions_talent: ['Quel talent ?'],
    questions_paradigme: [],
  },
  questions_metier: ['Quel réseau ?', 'Quelle panne ?'],
  questions_talent: ['Quel talent ?'],
  questions_metier_count: 2,
  questions_talent_count: 1,
  total_questions_count: 3,
}

describe('dim_job_offers', () => {
  test('an offer is drafted without questions', () => {
    expect(rowOf(JobOfferDrafted)).toEqual(drafted)
  })

  test('the fields are those of the table, in its order', () => {
    expect(Object.keys(rowOf(JobOfferDrafted)!)).toEqual(Object.keys(dimJobOffers.columns))
  })

  test('an offer gets its questions, told once or twice', () => {
    expect(rowOf(JobOfferDrafted, JobOfferRevised)).toEqual(revised)
    expect(rowOf(JobOfferDrafted, JobOfferRevised, JobOfferRevised)).toEqual(revised)
  })

  test('publishing changes no column, told once or twice', () => {
    expect(rowOf(JobOfferDrafted, JobOfferPublished)).toEqual(drafted)
    expect(rowOf(JobOfferDrafted, JobOfferPublished, JobOfferPublished)).toEqual(drafted)
  })

  test.each([
    'JobOfferFirstApplicationAdmitted',
    'JobOfferUnpublished',
    'JobOfferClosed',
    'JobOfferReopened',
    'JobOfferArchived',
  ] as const)('%s changes no column, told once or twice', (type) => {
    expect(rowOf(JobOfferDrafted, jobOfferSamples[type])).toEqual(drafted)
    expect(rowOf(JobOfferDrafted, jobOfferSamples[type], jobOfferSamples[type])).toEqual(drafted)
  })

  test('an offer that was deleted keeps what it said last, and says when it went, told once or twice', () => {
    const { JobOfferDeleted } = jobOfferSamples
    const deleted_at = historyOf(`jobOffer-${offerId}`, [JobOfferDrafted, JobOfferDeleted])[1]!.at
    expect(rowOf(JobOfferDrafted, JobOfferDeleted)).toEqual({ ...drafted, deleted_at })
    expect(rowOf(JobOfferDrafted, JobOfferDeleted, JobOfferDeleted)).toEqual({ ...drafted, deleted_at })
  })

  test('W-53 an offer that was written before there were campaigns belongs to none', () => {
    const row = rowOf({ ...JobOfferDrafted, data: { ...JobOfferDrafted.data, campaign_id: null } })
    expect(row).toEqual({ ...drafted, campaign_id: null })
  })

  test('a draft of a title alone has nulls', () => {
    const bare = {
      ...content,
      description: null,
      location: null,
      contract_type: null,
      department: null,
      questions_mtp: null,
    }
    const row = rowOf({ ...JobOfferDrafted, data: { ...JobOfferDrafted.data, content: bare } })
    expect(row).toEqual({ ...drafted, description: null, location: null, contract_type: null, department: null })
    expect(dimJobOffers.schema.parse(row)).toEqual(row)
  })

  test('no row before the draft', () => {
    expect(rowOf(JobOfferPublished)).toBeUndefined()
    expect(rowOf(JobOfferRevised)).toBeUndefined()
  })
})
