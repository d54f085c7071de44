import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import {
  listOptimizedApplicationsOfCandidateRoute,
  listOptimizedApplicationsRoute,
} from '@one-hcm/contracts/recruitment/applications/list-optimized-applications.route'
import {
  drafted,
  offerContent,
  published,
  statusChanged,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import {
  type Answer,
  itemsOf,
  person,
  type RecruitmentReads,
  startRecruitmentReads,
} from '../testing/recruitment-reads.ts'

const [recruiter, observer] = [person('recruiter'), person('observer')]
const candidates = [person('candidate'), person('candidate')]
const offers = [randomUUID(), randomUUID()]
const path = '/api/v1/optimized/applications/optimized'
const pathOf = (id: string) => `/api/v1/optimized/candidates/${id}/applications/optimized`
const idOf = (candidate: number, offer: number) => deriveId('application', candidates[candidate]!.id, offers[offer]!)

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
  await reads.append(`user-${recruiter.id}`, [account(recruiter.id, 'Rose', 'recruiter')])
  for (const [index, { id }] of candidates.entries()) await reads.append(`user-${id}`, [registered(id, `Awa${index}`)])
  for (const offer of offers)
    await reads.append(`jobOffer-${offer}`, [
      drafted(offerContent({ title: 'Juriste' }), { offer, recruiter: recruiter.id }),
      published(null, { offer }),
    ])
  for (const [candidate, offer] of [
    [0, 0],
    [0, 1],
    [1, 0],
  ] as const)
    await reads.append(`application-${idOf(candidate, offer)}`, [
      submitted({ candidate: candidates[candidate]!.id, offer: offers[offer]!, recruiter: recruiter.id }),
    ])
  const application = idOf(0, 0)
  await reads.append(`application-${application}`, [
    statusChanged('pending', 'reviewed', {
      application_id: application,
      candidate_id: candidates[0]!.id,
      notes: 'note interne',
    }),
  ])
  await reads.append(`protocol1-${application}`, [started(application), scored(application)])
  await reads.append('interviewCalendar-main', [booked(application)])
}, 60_000)
afterAll(() => reads.stop())

const identity = (first_name: string) => ({
  email: `${first_name.toLowerCase()}@example.org`,
  first_name,
  last_name: 'Obame',
  phone: '+24100000000',
  date_of_birth: '1995-04-12',
  sexe: 'F',
  candidate_status: 'externe',
  matricule: null,
  no_seeg_email: false,
  adresse: null,
  poste_actuel: null,
  annees_experience: null,
})
const registered = (id: string, name: string) => ({
  type: 'CandidateRegistered',
  data: { user_id: id, ...identity(name), statut: 'actif', consent_at: null },
})
const account = (id: string, name: string, role: string) => ({
  type: 'UserCreatedByAdmin',
  data: { user_id: id, ...identity(name), role, created_by: randomUUID(), password_generated: false },
})
const about = (application: string) => ({
  application_id: application,
  candidate_id: candidates[0]!.id,
  job_offer_id: offers[0]!,
})
const started = (application: string) => ({
  type: 'EvaluationStarted',
  data: {
    evaluation_id: application,
    application_id: application,
    candidate_id: candidates[0]!.id,
    protocol: 1,
    opened_automatically: true,
  },
})
const scored = (application: string) => ({
  type: 'EvaluationScored',
  data: {
    evaluation_id: application,
    application_id: application,
    candidate_id: candidates[0]!.id,
    protocol: 1,
    card_id: 'shared',
    evaluator_id: recruiter.id,
    section: 'documentary',
    criteria: { cv_score: 15 },
    comments: {},
    gap_level: null,
    section_score: 15,
    overall_score: 3,
    scoring_model: 'weighted-sections',
    weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
    pass_mark: 10,
    scoring_version: '1',
    panel_size: null,
    application_revision: null,
  },
})
const booked = (application: string) => ({
  type: 'InterviewScheduled',
  data: {
    slot_id: randomUUID(),
    interview_id: randomUUID(),
    ...about(application),
    date: '2030-01-15',
    time: '09:00:00',
    starts_at: '2030-01-15T08:00:00.000Z',
    location: 'Siège',
    interviewer_id: recruiter.id,
    interview_mode: 'presentiel',
    video_link: null,
    job_title: 'Juriste',
    candidate_name: 'Awa Obame',
    notes: 'pour le jury',
    sequence: 0,
    scheduled_by: recruiter.id,
    decided_on: { application_revision: 0 },
  },
})

type Full = { id: string; [field: string]: unknown }
const list = (answer: Answer) => {
  const body = listOptimizedApplicationsRoute.response!.parse(answer.body) as {
    applications: Full[]
    total_count: number
  }
  return { ...body, of: (id: string) => body.applications.find((one) => one.id === id)! }
}

test('an application with its candidate, offer and recruiter, documents, scores, history, interview and notifications', async () => {
  const found = list(await reads.get(path, observer))
  expect(found).toMatchObject({ total_count: 3, skip: 0, limit: 50, has_more: false })
  expect(found.of(idOf(0, 0))).toMatchObject({
    status: 'reviewed',
    candidate: { id: candidates[0]!.id, first_name: 'Awa0', profile: null },
    job_offer: {
      id: offers[0],
      title: 'Juriste',
      status: 'active',
      recruiter: { id: recruiter.id, first_name: 'Rose' },
    },
    evaluations: { protocol1: { status: 'in_progress', completed: false, overall_score: 3 }, protocol2: null },
    history: [{ new_status: 'reviewed', notes: 'note interne' }],
    interview_slots: [{ date: '2030-01-15', is_available: false, notes: 'pour le jury' }],
  })
  expect(found.of(idOf(0, 0)).documents).toHaveLength(3)
  expect(found.of(idOf(1, 0))).toMatchObject({ history: [], interview_slots: [] })
  expect(JSON.stringify(found.of(idOf(0, 0)).notifications)).toContain('Juriste')
})

test('parts can be left out, and pages go on', async () => {
  const without = list(await reads.get(`${path}?include_documents=false&include_evaluations=false`, recruiter))
  for (const one of without.applications) expect(Object.keys(one)).not.toContain('documents')
  for (const one of without.applications) expect(Object.keys(one)).not.toContain('evaluations')
  const first = list(await reads.get(`${path}?limit=2`, recruiter))
  expect(first).toMatchObject({ total_count: 3, has_more: true })
  const { next_cursor } = first as unknown as { next_cursor: string }
  const second = list(await reads.get(`${path}?limit=2&cursor=${next_cursor}`, recruiter))
  expect(second).toMatchObject({ has_more: false })
  expect(new Set([...first.applications, ...second.applications].map(({ id }) => id)).size).toBe(3)
  expect(list(await reads.get(`${path}?status_filter=reviewed&job_offer_id=${offers[0]}`, recruiter)).total_count).toBe(
    1,
  )
})

test("a candidate gets the own ones, without scores and notes, and nobody else's", async () => {
  const [own, other] = candidates
  const answer = await reads.get(pathOf(own!.id), own)
  const body = listOptimizedApplicationsOfCandidateRoute.response!.parse(answer.body) as { applications: Full[] }
  expect(body).toMatchObject({ candidate_id: own!.id, total_count: 2 })
  const text = JSON.stringify(body)
  for (const secret of ['note interne', 'pour le jury', 'overall_score']) expect(text).not.toContain(secret)
  expect(text).toContain('2030-01-15')
  expect((await reads.get(pathOf(own!.id), other)).status).toBe(403)
  expect((await reads.get(path, own)).status).toBe(403)
  expect((await reads.get(pathOf(own!.id), observer)).body).toMatchObject({ total_count: 2 })
})

test('lists of staff show the scores, those of candidates do not', async () => {
  const items = itemsOf(await reads.get(`/api/v1/jobs/${offers[0]}/applications`, recruiter))
  expect(items.find(({ id }) => id === idOf(0, 0))).toMatchObject({
    candidate: { first_name: 'Awa0' },
    status: 'reviewed',
    documents: [{ document_type: 'cv' }, {}, {}],
    evaluations: { protocol1: { overall_score: 3 } },
  })
  expect((await reads.get('/api/v1/applications', candidates[0])).bytes.toString()).not.toContain('overall_score')
})

test('W-40 each takes two statements, however much there is, and reads no table as a whole', async () => {
  await reads.pool.query('analyze')
  for (const [one, as] of [
    [path, recruiter],
    [`${path}?limit=1`, recruiter],
    [pathOf(candidates[0]!.id), candidates[0]],
  ] as const) {
    const ran = await statementsOf(reads.pool, () => reads.get(one, as))
    expect([one, ran.length]).toEqual([one, 2])
    for (const plan of await plansOf(reads.pool, ran)) expect(plan).not.toContain('Seq Scan')
  }
})
