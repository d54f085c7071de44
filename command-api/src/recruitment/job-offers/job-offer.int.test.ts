import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { jobOfferWire } from '@one-hcm/contracts/recruitment/job-offers/job-offer.wire'
import { offerBody, person, type RecruitmentWrites, startRecruitmentWrites } from '../testing/recruitment-writes.ts'

let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites()
})
afterAll(() => writes.stop())

test('offers are written and open in one step, in either slash form', async () => {
  const created = await writes.call('POST', '/api/v1/jobs/', writes.recruiter, offerBody)
  expect(created.status).toBe(201)
  jobOfferWire.parse(created.body)
  expect(created.body).toMatchObject({
    status: 'active',
    location: 'Libreville, Ntoum',
    recruiter_id: writes.recruiter.id,
  })
  expect(created.headers.get('Location')).toBe(`/api/v1/jobs/${created.body.id}`)
  expect(created.headers.get('ETag')).toBe('"1"')
  expect(await writes.eventsOf(`jobOffer-${created.body.id}`)).toEqual(['JobOfferDrafted', 'JobOfferPublished'])
})

test('offers are made once under an idempotency key, with the same answer', async () => {
  const key = { 'Idempotency-Key': randomUUID() }
  const posts = Array.from({ length: 10 }, () => writes.call('POST', '/api/v1/jobs', writes.recruiter, offerBody, key))
  const answers = await Promise.all(posts)
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect(await writes.eventsOf(`jobOffer-${answers[0]!.body.id}`)).toHaveLength(2)
})

test('offers are drafted, completed and published', async () => {
  const { body: draft } = await writes.call('POST', '/api/v1/jobs', writes.recruiter, {
    title: 'Idée',
    status: 'draft',
  })
  const path = `/api/v1/jobs/${draft.id}`
  const refused = await writes.call('PUT', path, writes.recruiter, { status: 'active' })
  expect([refused.status, refused.body.code]).toEqual([422, 'job-offer-incomplete'])
  expect(refused.body.errors).toHaveLength(6)
  const published = await writes.call('PUT', path, writes.recruiter, {
    ...offerBody,
    status: 'active',
    requirements: ['HTA'],
    responsibilities: ['Études'],
  })
  expect([published.status, published.body.status]).toEqual([200, 'active'])
  expect(await writes.eventsOf(`jobOffer-${draft.id}`)).toEqual([
    'JobOfferDrafted',
    'JobOfferRevised',
    'JobOfferPublished',
  ])
})

test.each([
  [{ title: undefined }, '/title'],
  [{ title: 'x'.repeat(201) }, '/title'],
  [{ contract_type: 'Bénévolat' }, '/contract_type'],
  [{ salary_min: -1 }, '/salary_min'],
  [{ salary_min: 1.5 }, '/salary_min'],
  [{ offer_status: 'amis' }, '/offer_status'],
  [{ status: 'perdue' }, '/status'],
  [{ application_deadline: 'demain' }, '/application_deadline'],
  [{ questions_mtp: undefined, question_talent: 'a\nb\nc\nd' }, '/questions_mtp/questions_talent'],
  [{ questions_mtp: { questions_metier: [' '] } }, '/questions_mtp/questions_metier/0'],
])('offers are refused with %j, naming the field', async (changes, pointer) => {
  const { status, body } = await writes.call('POST', '/api/v1/jobs', writes.recruiter, { ...offerBody, ...changes })
  expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer })]])
})

test('offers belong to their recruiter', async () => {
  const path = `/api/v1/jobs/${await writes.publish()}`
  expect((await writes.call('PUT', path, person('recruiter'), { title: 'Autre titre' })).body.code).toBe(
    'job-offer-not-owned',
  )
  expect((await writes.call('PUT', path, person('admin'), { title: 'Autre titre' })).status).toBe(200)
  for (const role of ['observer', 'candidate', 'auditor', 'data'] as const)
    expect((await writes.call('PUT', path, person(role), {})).status).toBe(403)
  expect((await writes.call('POST', '/api/v1/jobs', undefined, offerBody)).status).toBe(401)
  expect((await writes.call('PUT', path, writes.recruiter, { title: 'x' }, { 'If-Match': '"0"' })).status).toBe(412)
})

test('offers are closed, reopened, archived through the status of a revision', async () => {
  const path = `/api/v1/jobs/${await writes.publish()}`
  const say = async (body: object) => {
    const answer = await writes.call('PUT', path, writes.recruiter, body)
    return [answer.status, answer.body.code ?? answer.body.status]
  }
  expect(await say({ status: 'paused' })).toEqual([200, 'closed'])
  expect(await say({ status: 'active' })).toEqual([422, 'job-offer-deadline-not-future'])
  expect(await say({ status: 'active', date_limite: '2099-12-31' })).toEqual([200, 'active'])
  expect(await say({ status: 'archived' })).toEqual([409, 'job-offer-transition-not-allowed'])
  expect(await say({ status: 'closed' })).toEqual([200, 'closed'])
  expect(await say({ status: 'cancelled' })).toEqual([200, 'archived'])
  expect(await say({ title: 'Trop tard' })).toEqual([409, 'job-offer-archived'])
})

test('offers that nobody applied for are deleted, once', async () => {
  const path = `/api/v1/jobs/${await writes.publish()}`
  expect((await writes.call('DELETE', path, person('recruiter'))).body.code).toBe('job-offer-not-owned')
  expect((await writes.call('DELETE', path, person('observer'))).status).toBe(403)
  const deleted = await writes.call('DELETE', path, writes.recruiter)
  expect([deleted.status, deleted.body]).toEqual([200, { message: 'Offre supprimée' }])
  expect(deleted.headers.get('Consistency-Token')).toBeTruthy()
  for (const method of ['DELETE', 'PUT'])
    expect((await writes.call(method, path, writes.recruiter, {})).body.code).toBe('job-offer-not-found')
})

test('offers that somebody applied for stay, and can no longer be unpublished', async () => {
  const offer = await writes.publish()
  const refused = await writes.apply(await writes.candidate(), offer, { documents: [] })
  expect(refused.status).toBe(422)
  expect(await writes.eventsOf(`jobOffer-${offer}`)).toHaveLength(2)
  for (const status of [201, 201]) expect((await writes.apply(await writes.candidate(), offer)).status).toBe(status)
  expect((await writes.eventsOf(`jobOffer-${offer}`)).slice(2)).toEqual(['JobOfferFirstApplicationAdmitted'])
  const path = `/api/v1/jobs/${offer}`
  for (const answer of [
    await writes.call('DELETE', path, writes.recruiter),
    await writes.call('PUT', path, writes.recruiter, { status: 'draft' }),
  ])
    expect([answer.status, answer.body.code]).toEqual([409, 'job-offer-has-applications'])
})

test('offers are deleted or applied for, never both, however close the two are', async () => {
  for (let round = 0; round < 10; round++) {
    const [offer, awa] = [await writes.publish(), await writes.candidate()]
    const [applied, deleted] = await Promise.all([
      writes.apply(awa, offer),
      writes.call('DELETE', `/api/v1/jobs/${offer}`, writes.recruiter),
    ])
    expect([
      [201, 409],
      [404, 200],
    ]).toContainEqual([applied.status, deleted.status])
  }
})
