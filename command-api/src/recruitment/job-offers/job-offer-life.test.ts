import { describe, test } from '@jest/globals'
import type { JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { jobOfferInput } from '@one-hcm/contracts/recruitment/job-offers/job-offer-input'
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
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { admitFirstApplication } from './admit-first-application.ts'
import { closeAtDeadline } from './close-at-deadline.ts'
import { deleteJobOffer } from './delete-job-offer.ts'
import { type JobOfferState, jobOffer } from './job-offer.ts'
import { reviseJobOffer } from './revise-job-offer.ts'

const now = '2026-02-01T10:00:00.000Z'
const future = '2026-03-31T23:59:59.999Z'
const owner: { id: string; role: string } = { id: ids.recruiter, role: 'recruiter' }
const saying =
  (body: Record<string, unknown>, caller = owner) =>
  (state: JobOfferState) =>
    reviseJobOffer(state, { jobOfferId: ids.offer, caller, input: jobOfferInput.parse(body), now })
const deleting =
  (caller = owner) =>
  (state: JobOfferState) =>
    deleteJobOffer(state, { jobOfferId: ids.offer, caller })
const admitting = (state: JobOfferState) =>
  admitFirstApplication(state, { jobOfferId: ids.offer, applicationId: ids.application, now })
const revised = (changes: Parameters<typeof offerContent>[0]): JobOfferEvent => ({
  type: 'JobOfferRevised',
  data: { job_offer_id: ids.offer, content: offerContent(changes) },
})

describe('an open offer', () => {
  test('is unpublished while nobody has applied', () =>
    given(jobOffer, drafted(), published())
      .when(saying({ status: 'draft' }))
      .then([unpublished]))

  test('is not unpublished once somebody has', () =>
    given(jobOffer, drafted(), published(), firstAdmitted)
      .when(saying({ status: 'draft' }))
      .thenRefused('job-offer-has-applications'))

  test.each(['closed', 'inactive', 'paused'])('is closed by hand as %s, with or without applications', (status) => {
    given(jobOffer, drafted(), published()).when(saying({ status })).then([closed()])
    given(jobOffer, drafted(), published(), firstAdmitted).when(saying({ status })).then([closed()])
  })

  test('is rewritten and closed by one request, which may then lack what an open one needs', () =>
    given(jobOffer, drafted(), published())
      .when(saying({ status: 'closed', contract_type: null }))
      .then([revised({ contract_type: null }), closed()]))
})

describe('a closed offer', () => {
  const history = [drafted(), published(), firstAdmitted, closed()]

  test('is reopened with a deadline in the future', () =>
    given(jobOffer, ...history)
      .when(saying({ status: 'active', application_deadline: future }))
      .then([revised({ application_deadline: future }), reopened(future)]))

  test('is reopened with the deadline it has, while that is in the future', () =>
    given(jobOffer, drafted(offerContent({ application_deadline: future })), published(future), closed())
      .when(saying({ status: 'active' }))
      .then([reopened(future)]))

  test.each([null, now, '2026-01-31'])('is not reopened with the deadline %s', (application_deadline) =>
    given(jobOffer, ...history)
      .when(saying({ status: 'active', application_deadline }))
      .thenRefused('job-offer-deadline-not-future'),
  )

  test('is not reopened without what an open one needs', () =>
    given(jobOffer, ...history)
      .when(saying({ status: 'active', application_deadline: future, location: null }))
      .thenRefused('job-offer-incomplete'))

  test('keeps its applications in mind when it is open again', () =>
    given(jobOffer, ...history, reopened(future))
      .when(saying({ status: 'draft' }))
      .thenRefused('job-offer-has-applications'))

  test.each(['archived', 'cancelled'])('is archived as %s', (status) =>
    given(jobOffer, ...history)
      .when(saying({ status }))
      .then([archived]),
  )
})

test('a draft is archived', () =>
  given(jobOffer, drafted())
    .when(saying({ status: 'archived' }))
    .then([archived]))

describe('an offer is deleted', () => {
  test.each([
    ['as a draft', [drafted()]],
    ['while it is open', [drafted(), published()]],
    ['after it was closed', [drafted(), published(), closed()]],
  ])('%s, once', (_, history) =>
    given(jobOffer, ...history)
      .when(deleting())
      .then([deleted], 'job-offer-not-found'),
  )
  test('by an admin', () =>
    given(jobOffer, drafted())
      .when(deleting({ id: 'somebody', role: 'admin' }))
      .then([{ ...deleted, data: { ...deleted.data, deleted_by: 'somebody' } }], 'job-offer-not-found'))
  test('not by another recruiter', () =>
    given(jobOffer, drafted())
      .when(deleting({ id: 'somebody', role: 'recruiter' }))
      .thenRefused('job-offer-not-owned'))
  test('not once somebody has applied, in whatever state it is', () => {
    for (const more of [[], [closed()], [closed(), archived]])
      given(jobOffer, drafted(), published(), firstAdmitted, ...more)
        .when(deleting())
        .thenRefused('job-offer-has-applications')
  })
  test('not when there is none', () => given(jobOffer).when(deleting()).thenRefused('job-offer-not-found'))
})

describe('a first application is let in', () => {
  test('by an open offer, once', () => given(jobOffer, drafted(), published()).when(admitting).then([firstAdmitted]))
  test('already so when there was another before it', () =>
    given(jobOffer, drafted(), published(), {
      ...firstAdmitted,
      data: { ...firstAdmitted.data, application_id: 'another' },
    })
      .when(admitting)
      .thenAlreadySo())
  test.each([
    ['job-offer-not-found', []],
    ['job-offer-not-found', [drafted(), published(), deleted]],
    ['job-offer-not-open', [drafted()]],
    ['job-offer-not-open', [drafted(), published(), unpublished]],
    ['job-offer-not-open', [drafted(), published(), closed()]],
    ['deadline-passed', [drafted(offerContent({ application_deadline: now })), published(now)]],
  ] as const)('not: %s', (code, history) =>
    given(jobOffer, ...history)
      .when(admitting)
      .thenRefused(code),
  )
})

describe('an offer whose deadline was reached', () => {
  const reaching = (deadline: string, follows: number) => (state: JobOfferState) =>
    closeAtDeadline(state, { jobOfferId: ids.offer, deadline, follows })
  const open = [drafted(offerContent({ application_deadline: future })), published(future)]

  test('is closed, once', () =>
    given(jobOffer, ...open)
      .when(reaching(future, 1))
      .then([closed('deadline')]))
  test('stays open when it got another deadline meanwhile', () =>
    given(jobOffer, ...open, revised({ application_deadline: '2026-04-30T22:59:59.999Z' }))
      .when(reaching(future, 1))
      .thenAlreadySo())
  test('stays open when it was opened again since', () => {
    const history = [...open, closed('deadline'), reopened(future)]
    given(jobOffer, ...history)
      .when(reaching(future, 1))
      .thenAlreadySo()
    given(jobOffer, ...history)
      .when(reaching(future, 3))
      .then([closed('deadline')])
  })
  test.each([
    ['closed by hand', [closed()]],
    ['a draft again', [unpublished]],
    ['archived', [closed(), archived]],
  ])('is left as it is when it is %s', (_, more) =>
    given(jobOffer, ...open, ...more)
      .when(reaching(future, 1))
      .thenAlreadySo(),
  )
  test('is not made anew when it was deleted', () =>
    given(jobOffer, ...open, deleted)
      .when(reaching(future, 1))
      .thenRefused('job-offer-not-found'))
})
