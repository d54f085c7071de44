import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { protocol1Wire } from '@one-hcm/contracts/recruitment/evaluations/protocol1.wire'
import { person, type RecruitmentWrites, startRecruitmentWrites } from '../testing/recruitment-writes.ts'

let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites()
})
afterAll(() => writes.stop())

test('evaluations are scored section by section', async () => {
  const { body: submitted } = await writes.apply(await writes.candidate(), await writes.publish())
  const { id } = submitted.data as { id: string }
  const first = await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, {
    application_id: id,
    cv_score: '16.00',
    cv_comments: 'Parcours cohérent',
    overall_score: 20,
    total_score: 20,
  })
  expect(first.status).toBe(201)
  protocol1Wire.parse(first.body)
  expect(first.body).toMatchObject({
    id,
    evaluator_id: writes.recruiter.id,
    status: 'in_progress',
    cv_score: 16,
    documentary_score: 16,
    overall_score: 3.2,
  })
  const again = await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, {
    application_id: id,
    cv_score: 1,
  })
  expect([again.status, again.body.code]).toEqual([409, 'evaluation-exists'])
  const done = await writes.call('PUT', `/api/v1/evaluations/protocol1/${id}`, writes.recruiter, {
    mtp_score: 10,
    interview_score: 15,
    diplomes_certificats_score: 16,
    lettre_motivation_score: 16,
  })
  expect(done.body).toMatchObject({ status: 'completed', completed: true, passed: true, overall_score: 13.2 })
  expect(JSON.stringify((await writes.log.readStoredStream(`protocol1-${id}`)).map(({ data }) => data))).not.toContain(
    'cohérent',
  )
})

test('evaluations in the older form: one score out of 100 with notes', async () => {
  const { body: submitted } = await writes.apply(await writes.candidate(), await writes.publish())
  const { id } = submitted.data as { id: string }
  const { body } = await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, {
    application_id: id,
    score: 83,
    notes: 'Bon profil',
  })
  expect(body).toMatchObject({ score: 83, notes: 'Bon profil', overall_score: 16.6, scoring_model: 'global' })
})

test('evaluations are refused for unknown applications, out of range, and to those who do not decide', async () => {
  const unknown = { application_id: randomUUID(), cv_score: 10 }
  expect((await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, unknown)).status).toBe(404)
  expect((await writes.call('PUT', `/api/v1/evaluations/protocol1/${randomUUID()}`, writes.recruiter, {})).status).toBe(
    404,
  )
  for (const cv_score of [20.5, -1, 'dix', '1e1', true])
    expect(
      (await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, { ...unknown, cv_score })).status,
    ).toBe(422)
  for (const role of ['observer', 'candidate', 'auditor'] as const)
    expect((await writes.call('POST', '/api/v1/evaluations/protocol1', person(role), unknown)).status).toBe(403)
})
