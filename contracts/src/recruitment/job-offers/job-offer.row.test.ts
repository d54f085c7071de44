import { describe, expect, test } from '@jest/globals'
import { foldTwice, history, timeOf, withoutPeople } from '../testing/fold-twice.ts'
import {
  archived,
  closed,
  deleted,
  drafted,
  firstAdmitted,
  ids,
  offerContent,
  published,
  reopened,
  unpublished,
} from '../testing/recruitment-samples.ts'
import type { JobOfferEvent } from './job-offer.events.ts'
import { foldJobOffer } from './job-offer.row.ts'
import {
  jobOfferDetailWire,
  jobOfferPublicWire,
  jobOfferToDetail,
  jobOfferToPublic,
  jobOfferToWire,
  jobOfferWire,
} from './job-offer.wire.ts'

const fold = (...events: JobOfferEvent[]) =>
  foldTwice(foldJobOffer, history<JobOfferEvent>(`jobOffer-${ids.offer}`, ...events))
const revised = (content = offerContent({ title: 'Comptable principal(e)' })): JobOfferEvent => ({
  type: 'JobOfferRevised',
  data: { job_offer_id: ids.offer, content },
})

describe('the row of an offer', () => {
  test('JobOfferDrafted: a draft with what it says', () =>
    expect(fold(drafted())).toEqual({
      id: ids.offer,
      recruiter_id: ids.recruiter,
      campaign_id: null,
      ...offerContent(),
      status: 'draft',
      has_applications: false,
      published_at: null,
      created_at: timeOf(0),
      updated_at: timeOf(0),
    }))

  test('JobOfferRevised: says something else, in whatever state it is', () => {
    expect(fold(drafted(), revised())).toMatchObject({
      title: 'Comptable principal(e)',
      status: 'draft',
      updated_at: timeOf(1),
    })
    expect(fold(drafted(), published(), revised())).toMatchObject({ status: 'active', published_at: timeOf(1) })
  })

  test('JobOfferPublished: open from then on', () =>
    expect(fold(drafted(), published('2026-03-31T23:59:59.999Z'))).toMatchObject({
      status: 'active',
      published_at: timeOf(1),
      updated_at: timeOf(1),
    }))

  test('JobOfferFirstApplicationAdmitted: has applications, and says what it said', () => {
    const before = fold(drafted(), published())
    expect(fold(drafted(), published(), firstAdmitted)).toEqual({ ...before, has_applications: true })
  })

  test('JobOfferUnpublished: a draft that was never open', () =>
    expect(fold(drafted(), published(), unpublished)).toMatchObject({
      status: 'draft',
      published_at: null,
      updated_at: timeOf(2),
    }))

  test.each(['manual', 'deadline'] as const)('JobOfferClosed (%s): closed from then on', (reason) =>
    expect(fold(drafted(), published(), closed(reason))).toMatchObject({
      status: 'closed',
      published_at: timeOf(1),
      updated_at: timeOf(2),
    }),
  )

  test('JobOfferReopened: open since it first was', () =>
    expect(fold(drafted(), published(), closed(), reopened('2026-03-31T23:59:59.999Z'))).toMatchObject({
      status: 'active',
      published_at: timeOf(1),
      updated_at: timeOf(3),
    }))

  test('JobOfferArchived: put away', () =>
    expect(fold(drafted(), archived)).toMatchObject({ status: 'archived', updated_at: timeOf(1) }))

  test('JobOfferDeleted: gone', () => expect(fold(drafted(), deleted)).toBeUndefined())

  test('without a draft there is none', () => {
    for (const event of [revised(), published(), firstAdmitted, unpublished, closed(), reopened(''), archived, deleted])
      expect(fold(event)).toBeUndefined()
  })

  test('holds nothing of a person that could be erased', () => {
    const events = history<JobOfferEvent>(`jobOffer-${ids.offer}`, drafted(), published(), revised())
    expect(foldTwice(foldJobOffer, withoutPeople(events))).toEqual(foldTwice(foldJobOffer, events))
  })
})

test('what each audience sees of it', () => {
  const questions_mtp = { questions_metier: ['Q1'], questions_talent: [], questions_paradigme: [] }
  const row = fold(drafted(offerContent({ questions_mtp, application_deadline: '2026-03-31T23:59:59.999Z' })))!
  const [inPublic, inDetail, inFull] = [jobOfferToPublic(row), jobOfferToDetail(row), jobOfferToWire(row)]
  expect(jobOfferPublicWire.strict().parse(inPublic)).toMatchObject({
    application_deadline: '2026-03-31T23:59:59.999Z',
    date_limite: '2026-03-31T23:59:59.999Z',
  })
  expect(inPublic).not.toHaveProperty('questions_mtp')
  expect(jobOfferDetailWire.strict().parse(inDetail)).toMatchObject({ questions_mtp })
  expect(inDetail).not.toHaveProperty('recruiter_id')
  expect(jobOfferWire.strict().parse(inFull)).toMatchObject({
    is_internal_only: false,
    status_offerts: 'tous',
    mtp_questions_metier: ['Q1'],
  })
})
