import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { applicationWire } from '@one-hcm/contracts/recruitment/applications/application.wire'
import { type CommandExecutor, createCommandExecutor } from '@one-hcm/platform/commands/executor'
import {
  answers,
  commandOf,
  person,
  type RecruitmentWrites,
  sample,
  startRecruitmentWrites,
  threeDocuments,
} from '../testing/recruitment-writes.ts'
import { application } from './application.ts'
import { changeApplicationStatus } from './change-application-status.ts'

let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites()
})
afterAll(() => writes.stop())

test('applications: are submitted with real documents, by accounts that were approved', async () => {
  const [awa, offer] = [await writes.candidate(), await writes.publish()]
  const { status, body } = await writes.apply(awa, offer)
  expect([status, body.message]).toEqual([201, 'Candidature déposée avec succès. 3 document(s) uploadé(s)'])
  const data = applicationWire.parse(body.data)
  expect(data).toMatchObject({ candidate_id: awa.id, status: 'pending', mtp_answers: { metier: answers.metier } })
  for (const { id, file_size } of data.documents) expect(writes.files.get(id)).toHaveLength(file_size)
  expect(await writes.eventsOf(`application-${data.id}`)).toEqual(['ApplicationSubmitted'])
})

test('W-29 applications: 50 at once of the same candidate for the same offer: one is made', async () => {
  const [awa, offer] = [await writes.candidate(), await writes.publish({ questions_mtp: null })]
  const answered = await Promise.all(Array.from({ length: 50 }, () => writes.apply(awa, offer)))
  expect(answered.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answered.filter(({ body }) => body.code === 'application-duplicate')).toHaveLength(49)
  const { id } = answered.find(({ status }) => status === 201)!.body.data as { id: string }
  expect(await writes.eventsOf(`application-${id}`)).toHaveLength(1)
})

test('applications: the same POST 20 times at once under one key: one event, equal answers; another body is refused', async () => {
  const [awa, offer] = [await writes.candidate(), await writes.publish()]
  const key = { 'Idempotency-Key': randomUUID() }
  const answered = await Promise.all(Array.from({ length: 20 }, () => writes.apply(awa, offer, {}, key)))
  expect(new Set(answered.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
  const { id } = answered[0]!.body.data as { id: string }
  expect(await writes.eventsOf(`application-${id}`)).toHaveLength(1)
  const other = await writes.apply(awa, offer, { has_been_manager: true }, key)
  expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
})

test('W-09, W-27, W-41 applications: refused ones store nothing', async () => {
  const [awa, offer] = [await writes.candidate(), await writes.publish()]
  const before = writes.files.size
  const bad = { document_type: 'cv', file_name: 'cv.pdf', file_data: sample('bad/truncated.pdf') }
  for (const [changes, code] of [
    [{ documents: [bad, ...threeDocuments.slice(1)] }, 'document-invalid'],
    [{ documents: threeDocuments.slice(0, 2) }, 'documents-missing'],
    [{ documents: [] }, 'documents-missing'],
    [{ mtp_answers: { metier: [] } }, 'mtp-answers-mismatch'],
    [{ candidate_id: randomUUID() }, 'candidate-mismatch'],
    [{ job_offer_id: randomUUID() }, 'job-offer-not-found'],
  ] as const)
    expect((await writes.apply(awa, offer, changes)).body.code).toBe(code)
  expect((await writes.apply(await writes.candidate('externe', false), offer)).body.code).toBe('account-not-active')
  expect((await writes.apply(await writes.candidate(), await writes.publish({ offer_status: 'interne' }))).status).toBe(
    404,
  )
  expect((await writes.apply(writes.recruiter, offer)).status).toBe(403)
  expect(writes.files.size).toBe(before)
})

test('applications: move along; a step that does not exist is a conflict', async () => {
  const { body } = await writes.apply(await writes.candidate(), await writes.publish())
  const { id } = body.data as { id: string }
  const path = `/api/v1/applications/${id}/status`
  const moved = await writes.call('PUT', path, writes.recruiter, { status: 'entretien_programme', notes: 'Mardi' })
  expect(moved.body.data).toMatchObject({ status: 'interview_scheduled', status_fr: 'entretien_programme' })
  expect((await writes.call('PUT', path, writes.recruiter, { status: 'hired' })).status).toBe(409)
  expect((await writes.call('PUT', path, writes.recruiter, { status: 'nonsense' })).status).toBe(400)
  expect((await writes.call('PUT', path, person('observer'), { status: 'rejected' })).status).toBe(403)
  expect(
    (await writes.call('PUT', `/api/v1/applications/${randomUUID()}/status`, writes.recruiter, { status: 'rejected' }))
      .status,
  ).toBe(404)
})

test('applications: of two recruiters who move one at the same time, through two instances, both are heard in turn', async () => {
  const { body } = await writes.apply(await writes.candidate(), await writes.publish())
  const { id } = body.data as { id: string }
  const instances = [createCommandExecutor(writes.log), createCommandExecutor(writes.log)]
  const move = (executor: CommandExecutor, status: string) =>
    executor.execute(commandOf(writes.recruiter), {
      aggregate: application,
      id,
      decide: (state) =>
        changeApplicationStatus(state, { applicationId: id, status, notes: null, changedBy: writes.recruiter.id }),
    })
  await Promise.all(instances.map((executor) => move(executor, 'pending')))
  // Both have the application as it is now in their cache: one append conflicts and is decided again.
  const words = ['incubation', 'interview_scheduled']
  const outcomes = await Promise.all(instances.map((executor, index) => move(executor, words[index]!)))
  expect(outcomes.map(isRefusal)).toEqual([false, false])
  const moves = (await writes.log.readStream(`application-${id}`)).slice(1).map(({ data }) => data)
  expect(moves).toHaveLength(2)
  const [first, second] = moves as { previous_status: string; new_status: string }[]
  expect([first!.previous_status, second!.previous_status]).toEqual(['pending', first!.new_status])
})

test('applications: are amended and withdrawn by their candidate, and by nobody else', async () => {
  const [awa, offer] = [await writes.candidate(), await writes.publish()]
  const { body } = await writes.apply(awa, offer)
  const { id } = body.data as { id: string }
  const path = `/api/v1/applications/${id}`
  const change = { reference_company: 'SEEG', mtp_answers: { ...answers, metier: answers.metier.map(() => 'Mieux') } }
  const amended = await writes.call('PUT', path, awa, { ...change, status: 'pending' })
  expect([amended.status, amended.body.data]).toMatchObject([
    200,
    { status: 'pending', ref_entreprise: 'SEEG', mtp_answers: { metier: change.mtp_answers.metier } },
  ])
  for (const [as, wish, code] of [
    [await writes.candidate(), change, 'application-not-found'],
    [writes.recruiter, change, 'application-content-not-own'],
    [awa, { status: 'hired' }, 'status-not-own'],
    [awa, { mtp_answers: { metier: [] } }, 'mtp-answers-mismatch'],
    [person('observer'), {}, 'forbidden'],
  ] as const)
    expect((await writes.call('PUT', path, as, wish)).body.code).toBe(code)
  expect((await writes.call('PUT', `/api/v1/applications/${randomUUID()}`, awa, change)).status).toBe(404)
  const gone = await writes.call('PUT', path, awa, { status: 'withdrawn', notes: 'Autre poste' })
  expect(gone.body.data).toMatchObject({ status: 'withdrawn', status_fr: 'refuse' })
  expect((await writes.call('PUT', path, awa, { has_been_manager: true })).status).toBe(409)
  expect((await writes.call('PUT', path, writes.recruiter, { status: 'reviewed' })).status).toBe(409)
  expect(await writes.eventsOf(`application-${id}`)).toEqual([
    'ApplicationSubmitted',
    'ApplicationAmended',
    'ApplicationWithdrawn',
  ])
})

test('applications: are moved through their own PUT and through their history alike (W-44)', async () => {
  const { body } = await writes.apply(await writes.candidate(), await writes.publish())
  const path = `/api/v1/applications/${(body.data as { id: string }).id}`
  expect((await writes.call('PUT', path, writes.recruiter, { status: 'under_review' })).body.data).toMatchObject({
    status: 'reviewed',
  })
  const entry = { previous_status: 'nonsense', new_status: 'entretien_programme', notes: 'Mardi' }
  const moved = await writes.call('POST', `${path}/history`, writes.recruiter, entry)
  expect([moved.status, moved.body.data]).toMatchObject([
    200,
    { previous_status: 'reviewed', new_status: 'interview_scheduled', notes: 'Mardi', changed_by: writes.recruiter.id },
  ])
  expect((await writes.call('POST', `${path}/history`, writes.recruiter, { new_status: 'hired' })).status).toBe(409)
  expect((await writes.call('POST', `${path}/history`, person('candidate'), entry)).status).toBe(403)
})

test('applications: are deleted by recruiters, and not made again', async () => {
  const [awa, offer] = [await writes.candidate(), await writes.publish()]
  const { body } = await writes.apply(awa, offer)
  const path = `/api/v1/applications/${(body.data as { id: string }).id}`
  expect((await writes.call('DELETE', path, awa)).status).toBe(403)
  const deleted = await writes.call('DELETE', path, writes.recruiter)
  expect([deleted.status, deleted.headers.get('Consistency-Token')]).toEqual([204, expect.any(String)])
  expect((await writes.call('DELETE', path, writes.recruiter)).status).toBe(404)
  expect((await writes.call('PUT', path, awa, {})).status).toBe(404)
  expect((await writes.apply(awa, offer)).body.code).toBe('application-duplicate')
})
