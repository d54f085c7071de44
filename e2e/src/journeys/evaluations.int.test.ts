import { beforeAll, expect, test } from '@jest/globals'
import { type Answer, at, expectStatus, textAt } from '../testing/client.ts'
import { createColleague, type Person, signUpCandidate } from '../testing/people.ts'
import { applied, changeStatus, exportLog, publishOffer } from '../testing/recruitment.ts'
import { waitFor } from '../testing/wait.ts'
import { evaluationTotals } from '../torture/checkers/evaluation-totals.ts'
import { examineLakeFacts } from '../torture/read-lake-facts.ts'
import { systemForSuite } from './suite-system.ts'

/** From the first score to the synthesis, with plain clients: no headers, no waiting, each write read again at once. */
const suite = systemForSuite({ shape: 'one-process' })
let colleagues: Person[]
let observer: Person
beforeAll(async () => {
  const { client, admin } = suite
  colleagues = []
  for (let n = 0; n < 3; n++) colleagues.push(await createColleague(client, admin, 'recruiter'))
  observer = await createColleague(client, admin, 'observer')
}, 60_000)

const get = (path: string, as: Person): Promise<Answer> => suite.client.get(path, { token: as.token })
const put = (path: string, as: Person, json: object) => suite.client.put(path, { token: as.token, json })
const post = (path: string, as: Person, json: object) => suite.client.post(path, { token: as.token, json })
const protocol = (n: 1 | 2, id: string) => `/api/v1/evaluations/protocol${n}/application/${id}`

test('a recruiter evaluates from the documents to the synthesis, and reads each step at once', async () => {
  const { client, recruiter } = suite
  const candidate = await signUpCandidate(client)
  const id = await applied(client, candidate, await publishOffer(client, recruiter))
  const [opened] = (await get(protocol(1, id), recruiter)).body as { id: string; status: string }[]
  expect(opened).toMatchObject({ id, status: 'pending' })
  expectStatus(await post('/api/v1/evaluations/protocol2', recruiter, { application_id: id, qcm_role_score: 1 }), 409)

  const grid = {
    cv_score: '16.00',
    diplomes_certificats_score: 15.5,
    lettre_motivation_score: 13,
    mtp_score: 12,
    interview_score: 12,
  }
  expectStatus(await put(`/api/v1/evaluations/protocol1/${id}`, recruiter, grid), 200)
  expect((await get(protocol(1, id), recruiter)).body).toMatchObject([
    { documentary_score: 14.83, overall_score: 12.57, completed: true, passed: true },
  ])
  const qcm = { application_id: id, qcm_role_score: 16, qcm_codir_score: 13 }
  expectStatus(await post('/api/v1/evaluations/protocol2', recruiter, qcm), 201)
  expect((await get(protocol(2, id), observer)).body).toMatchObject([{ overall_score: 14.5, completed: true }])
  const texts = { points_forts: 'Rigueur', points_amelioration: 'Anglais', conclusion: 'À retenir' }
  expectStatus(await put(`/api/v1/applications/${id}/synthesis`, recruiter, texts), 200)
  const both = await get(`/api/v1/evaluations/application/${id}`, observer)
  // 0.4 × 12.57 + 0.6 × 14.5
  expect(both.body).toMatchObject({ global_score: 13.73, synthesis: { conclusion: 'À retenir', global_score: 13.73 } })
  expect((await get(`/api/v1/applications/${id}`, recruiter)).body).toMatchObject({
    data: { synthesis_points_forts: 'Rigueur', synthesis_global_score: 13.73 },
  })

  for (const path of ['', '/complete', '/history']) {
    const seen = expectStatus(await get(`/api/v1/applications/${id}${path}`, candidate), 200)
    expect(JSON.stringify(seen.body)).not.toMatch(/12\.57|14\.5|13\.73|Rigueur|À retenir/)
  }
  for (const path of [protocol(1, id), protocol(2, id), `/api/v1/evaluations/application/${id}`])
    expectStatus(await get(path, candidate), 403)

  expectStatus(await changeStatus(client, recruiter, id, 'incubation'), 200)
  expectStatus(await changeStatus(client, recruiter, id, 'pending', { notes: 'Mauvais dossier' }), 200)
  expect((await get(protocol(2, id), recruiter)).body).toMatchObject([{ status: 'pending', overall_score: null }])
  expectStatus(await client.call('DELETE', `/api/v1/applications/${id}`, { token: recruiter.token }), 204)
  expect((await get(protocol(1, id), recruiter)).body).toEqual([])
  expectStatus(await get(`/api/v1/evaluations/protocol1/${id}`, recruiter), 404)
  expectStatus(await put(`/api/v1/evaluations/protocol1/${id}`, recruiter, { cv_score: 1 }), 404)
}, 60_000)

test('a panel of three scores unseen by one another until each has handed in', async () => {
  const { client, recruiter } = suite
  const offer = await publishOffer(client, recruiter, { panel_size: 3 })
  expect((await get(`/api/v1/jobs/${offer.id}`, recruiter)).body).toMatchObject({ panel: true, panel_size: 3 })
  const id = await applied(client, await signUpCandidate(client), offer)
  const whole = (score: number) => ({ documentary_score: score, mtp_score: score, interview_score: score })
  const marks = [11.11, 13.33, 17.77]
  for (const [n, member] of colleagues.entries()) {
    const before = await get(protocol(1, id), member)
    expect(JSON.stringify(before.body)).not.toMatch(/11\.11|13\.33|17\.77/)
    expectStatus(await put(`/api/v1/evaluations/protocol1/${id}`, member, whole(marks[n]!)), 200)
    const [seen] = (await get(protocol(1, id), member)).body as { sealed: boolean; submitted_cards: number }[]
    expect(seen).toMatchObject({ sealed: false, submitted_cards: n + 1 })
    const both = await get(`/api/v1/evaluations/application/${id}`, recruiter)
    if (n < 2) expect(JSON.stringify(both.body)).not.toMatch(/11\.11|13\.33|17\.77/)
    else expect(both.body).toMatchObject({ protocol1: { completed: true, overall_score: 14.07, sealed: false } })
  }
}, 60_000)

test('thirty writes at once on the same evaluations: all are kept or refused with a code, figures equal a recount', async () => {
  const { client, recruiter, auditor, system } = suite
  const offer = await publishOffer(client, recruiter)
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.push(await applied(client, await signUpCandidate(client), offer))
  const fields = ['cv_score', 'metier_score', 'interview_talent_score']
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      put(`/api/v1/evaluations/protocol1/${ids[n % 3]!}`, colleagues[n % colleagues.length]!, {
        [fields[Math.floor(n / 3) % 3]!]: n / 2,
      }),
    ),
  )
  for (const answer of answers)
    if (answer.status !== 200) expect([answer.status, textAt(answer, 'code')]).toEqual([409, 'concurrent-change'])

  const log = await exportLog(client, auditor)
  expect(evaluationTotals.check({ entries: [], log })).toEqual([])
  const lastTotals = ids.map(
    (id) => log.findLast(({ stream, type }) => stream === `protocol1-${id}` && type === 'EvaluationScored')!.data,
  )
  const expected = lastTotals.reduce((sum, { overall_score }) => sum + Math.round((overall_score as number) * 100), 0)
  const statistics = await get(`/api/v1/evaluations/stats/overview?job_offer_id=${offer.id}`, observer)
  expect(at(statistics, 'protocol1')).toMatchObject({
    total_evaluations: 3,
    scored_evaluations: 3,
    average_score: Math.round(expected / 3) / 100,
  })

  expect((await system.operator('projections', 'verify')).code).toBe(0)
  await waitFor('the lake to be complete', async () => (await system.operator('lake', 'verify')).code === 0)
  expect(await examineLakeFacts(system, suite.admin)).toEqual([])
}, 120_000)
