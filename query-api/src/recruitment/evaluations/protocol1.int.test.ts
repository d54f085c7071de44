import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { protocol1Wire } from '@one-hcm/contracts/recruitment/evaluations/protocol1.wire'
import { person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const application = randomUUID()
const path = `/api/v1/evaluations/protocol1/${application}`
let reads: RecruitmentReads
const subject = { evaluation_id: application, application_id: application, candidate_id: randomUUID(), protocol: 1 }

beforeAll(async () => {
  reads = await startRecruitmentReads()
  await reads.append(`protocol1-${application}`, [
    { type: 'EvaluationStarted', data: { ...subject, opened_automatically: true } },
  ])
})
afterAll(() => reads.stop())

test('an evaluation is there as soon as it is opened, under its own id and its application', async () => {
  const { body } = await reads.get(path, person('observer'))
  expect(body).toMatchObject({ id: application, status: 'pending', completed: false, overall_score: null })
  protocol1Wire.parse(body)
  const ofApplication = `/api/v1/evaluations/protocol1/application/${application}`
  expect((await reads.get(ofApplication, person('recruiter'))).body).toEqual([body])
})

test('scores arrive as numbers, a correction as one more revision', async () => {
  await reads.append(`protocol1-${application}`, [
    {
      type: 'EvaluationScored',
      data: {
        ...subject,
        evaluator_id: 'evaluator',
        section: 'documentary',
        criteria: { cv_score: 16.5 },
        comments: { cv_comments: 'Complet' },
        section_score: 16.5,
        overall_score: 3.3,
        scoring_model: 'weighted-sections',
        weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
        scoring_version: '1',
      },
    },
  ])
  const { body, headers } = await reads.get(path, person('admin'))
  expect(body).toMatchObject({ status: 'in_progress', cv_score: 16.5, cv_comments: 'Complet', total_score: 3.3 })
  expect(headers.get('ETag')).toBe('"1"')
  protocol1Wire.parse(body)
})

test('an application without one has an empty list; an unknown evaluation is not found', async () => {
  const unknown = randomUUID()
  expect((await reads.get(`/api/v1/evaluations/protocol1/application/${unknown}`, person('admin'))).body).toEqual([])
  expect((await reads.get(`/api/v1/evaluations/protocol1/${unknown}`, person('admin'))).status).toBe(404)
})

test('candidates see no evaluation', async () => {
  expect((await reads.get(path, person('candidate'))).status).toBe(403)
  expect((await reads.get(path)).status).toBe(401)
})
