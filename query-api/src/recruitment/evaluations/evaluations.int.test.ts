import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { getEvaluationStatisticsRoute } from '@one-hcm/contracts/recruitment/evaluations/evaluation-statistics.route'
import {
  getEvaluationsOfApplicationRoute,
  getProtocol1Route,
  getProtocol2Route,
} from '@one-hcm/contracts/recruitment/evaluations/get-evaluation.route'
import { submitted, withdrawn } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import { person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
})
afterAll(() => reads.stop())

type Scored = Extract<EvaluationEvent, { type: 'EvaluationScored' }>['data']

/** An application of its own, with the streams of its evaluations. */
async function apply(offer: string = randomUUID()) {
  const event = submitted({ candidate: randomUUID(), offer, recruiter: randomUUID() })
  const { application_id: id, candidate_id } = event.data
  await reads.append(`application-${id}`, [event])
  const subject = (protocol: 1 | 2) => ({ evaluation_id: id, application_id: id, candidate_id, protocol })
  const tell = (protocol: 1 | 2, ...events: { type: string; data: object }[]) =>
    reads.append(
      `protocol${protocol}-${id}`,
      events.map(({ type, data }) => ({ type, data: { ...subject(protocol), ...data } })),
    )
  return { id, candidate_id, event, tell }
}

const started = { type: 'EvaluationStarted', data: { opened_automatically: true } }
const scored = (by: string, overall_score: number | null, changes: Partial<Scored> = {}) => ({
  type: 'EvaluationScored',
  data: {
    evaluator_id: by,
    card_id: by,
    panel_size: null,
    section: 'documentary',
    criteria: { cv_score: 16.5 },
    comments: { cv_comments: 'Complet' },
    section_score: 16.5,
    gap_level: null,
    overall_score,
    scoring_model: 'weighted-sections',
    weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
    scoring_version: '1',
    application_revision: 0,
    ...changes,
  },
})
const completed = (overall_score: number, passed: boolean) => ({
  type: 'EvaluationCompleted',
  data: { evaluator_id: 'evaluator', overall_score, passed, pass_mark: 10, scoring_version: '1' },
})
const handedIn = (by: string, overall_score: number) => {
  const { evaluator_id, card_id, scoring_model, weights, scoring_version } = scored(by, null).data
  return {
    type: 'ScorecardSubmitted',
    data: { evaluator_id, card_id, overall_score, scoring_model, weights, scoring_version },
  }
}
const protocol1Of = (id: string) => `/api/v1/evaluations/protocol1/${id}`

describe('one evaluation', () => {
  test('is there as soon as it is opened, under its own id and in the bare array of its application', async () => {
    const { id, tell } = await apply()
    await tell(1, started)
    const { body } = await reads.get(protocol1Of(id), person('observer'))
    expect(body).toMatchObject({ id, status: 'pending', completed: false, overall_score: null, sealed: false })
    getProtocol1Route.response!.parse(body)
    const list = await reads.get(`/api/v1/evaluations/protocol1/application/${id}`, person('observer'))
    expect(list.body).toEqual([body])
    expect((await reads.get(`/api/v1/evaluations/protocol2/application/${id}`, person('observer'))).body).toEqual([])
  })

  test('scores arrive as numbers, a correction as one more revision', async () => {
    const { id, tell } = await apply()
    await tell(1, started)
    await tell(1, scored('evaluator', 3.3))
    const { body, headers } = await reads.get(protocol1Of(id), person('admin'))
    expect(body).toMatchObject({ status: 'in_progress', cv_score: 16.5, cv_comments: 'Complet', total_score: 3.3 })
    expect(headers.get('ETag')).toBe('"1"')
  })

  test('by protocol 2 goes by its application’s id too', async () => {
    const { id, tell } = await apply()
    await tell(2, started)
    await tell(2, scored('evaluator', 8, { section: 'qcm', criteria: { qcm_role_score: 16 }, scoring_model: 'qcm' }))
    const { body } = await reads.get(`/api/v1/evaluations/protocol2/${id}`, person('recruiter'))
    expect(body).toMatchObject({ id, application_id: id, qcm_role_score: 16, qcm_role_completed: true, exactitude: 2 })
    getProtocol2Route.response!.parse(body)
    expect((await reads.get(protocol1Of(id), person('recruiter'))).status).toBe(404)
  })

  test('names what the caller can do with it, and why not the rest', async () => {
    const { id, tell, event } = await apply()
    await tell(1, started)
    const actionsFor = async (role: 'recruiter' | 'observer') => {
      const { body } = await reads.get(protocol1Of(id), person(role))
      const { available_actions } = body as { available_actions: { action: string; reason_code?: string }[] }
      return Object.fromEntries(available_actions.map(({ action, reason_code }) => [action, reason_code ?? true]))
    }
    expect(await actionsFor('recruiter')).toEqual({
      score: true,
      complete: true,
      reject: true,
      close_panel: 'panel-without-cards',
      reopen: 'evaluation-not-decided',
      reset: true,
    })
    expect(await actionsFor('observer')).toMatchObject({ score: 'forbidden', reset: 'forbidden' })
    const { application_id, candidate_id } = event.data
    await reads.append(`application-${id}`, [
      { type: 'ApplicationWithdrawn', data: { ...withdrawn('pending').data, application_id, candidate_id } },
    ])
    expect(await actionsFor('recruiter')).toMatchObject({
      score: 'application-withdrawn',
      reset: 'application-withdrawn',
    })
  })
})

test('W-08 candidates and visitors see no evaluation, in any read, not even of their own application', async () => {
  const { id, candidate_id, tell } = await apply()
  await tell(1, started, scored('evaluator', 3.3))
  const own = { id: candidate_id, role: 'candidate' } as const
  for (const path of [
    protocol1Of(id),
    `/api/v1/evaluations/protocol1/application/${id}`,
    `/api/v1/evaluations/protocol2/${id}`,
    `/api/v1/evaluations/protocol2/application/${id}`,
    `/api/v1/evaluations/application/${id}`,
    '/api/v1/evaluations/stats/overview',
  ]) {
    expect((await reads.get(path, own)).status).toBe(403)
    expect((await reads.get(path)).status).toBe(401)
  }
})

test('a candidate’s own views of the application hold no score and no synthesis; those of staff hold the synthesis', async () => {
  const { id, candidate_id, tell } = await apply()
  await tell(1, started, scored('evaluator', 3.31))
  await reads.append(`application-${id}`, [
    {
      type: 'SynthesisRecorded',
      data: {
        application_id: id,
        candidate_id,
        points_forts: 'Rigueur',
        points_amelioration: null,
        conclusion: 'À retenir',
        protocol1_score: 3.31,
        protocol2_score: 12.5,
        global_score: 8.82,
        weights: { protocol1: 0.4, protocol2: 0.6 },
        scoring_version: '1',
        recorded_by: randomUUID(),
        decided_on: { protocol1_revision: 1, protocol2_revision: -1 },
      },
    },
  ])
  const own = { id: candidate_id, role: 'candidate' } as const
  for (const path of ['', '/complete', '/history', '?as_of=1']) {
    const { status, body } = await reads.get(`/api/v1/applications/${id}${path}`, own)
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toMatch(/3\.31|8\.82|12\.5|Rigueur|À retenir|cv_score/)
  }
  expect(JSON.stringify((await reads.get('/api/v1/applications', own)).body)).not.toMatch(/3\.31|8\.82|Rigueur/)
  const synthesis = {
    synthesis_points_forts: 'Rigueur',
    synthesis_points_amelioration: null,
    synthesis_conclusion: 'À retenir',
    synthesis_global_score: 8.82,
  }
  for (const path of ['', '/complete']) {
    const { body } = await reads.get(`/api/v1/applications/${id}${path}`, person('recruiter'))
    expect((body as { data: object }).data).toMatchObject(synthesis)
  }
})

describe('both evaluations of an application', () => {
  test('with what they come to together', async () => {
    const { id, tell } = await apply()
    await tell(1, started, scored('evaluator', 12), completed(12, true))
    const path = `/api/v1/evaluations/application/${id}`
    const alone = await reads.get(path, person('observer'))
    expect(alone.body).toMatchObject({ protocol1: { overall_score: 12 }, protocol2: null, global_score: null })
    await tell(2, started, scored('evaluator', 15, { section: 'qcm', scoring_model: 'qcm' }))
    reads.statements()
    const { body } = await reads.get(path, person('auditor'))
    expect(reads.statements()).toBe(1)
    expect(body).toMatchObject({ protocol2: { overall_score: 15 }, global_score: 13.8, synthesis: null })
    getEvaluationsOfApplicationRoute.response!.parse(body)
  })

  test('of an application that does not exist: 404', async () => {
    expect((await reads.get(`/api/v1/evaluations/application/${randomUUID()}`, person('admin'))).body).toMatchObject({
      code: 'application-not-found',
    })
  })

  test('of a deleted application are gone with it, from every read', async () => {
    const offer = randomUUID()
    const { id, candidate_id, tell } = await apply(offer)
    await tell(1, started, scored('evaluator', 12))
    await tell(2, started)
    await reads.append(`application-${id}`, [
      {
        type: 'ApplicationDeleted',
        data: { application_id: id, candidate_id, job_offer_id: offer, deleted_by: randomUUID() },
      },
    ])
    for (const path of [
      protocol1Of(id),
      `/api/v1/evaluations/protocol2/${id}`,
      `/api/v1/evaluations/application/${id}`,
    ])
      expect((await reads.get(path, person('admin'))).status).toBe(404)
    for (const protocol of ['protocol1', 'protocol2'])
      expect((await reads.get(`/api/v1/evaluations/${protocol}/application/${id}`, person('admin'))).body).toEqual([])
    const { body } = await reads.get(`/api/v1/evaluations/stats/overview?job_offer_id=${offer}`, person('admin'))
    expect(body).toMatchObject({ protocol1: { total_evaluations: 0, average_score: null } })
  })
})

describe('who sees what of a panel at work', () => {
  const [ada, bob] = [person('recruiter'), person('recruiter')]
  const byPanel = (by: string, cv: number) =>
    scored(by, null, { panel_size: 2, criteria: { cv_score: cv }, section_score: cv, comments: { cv_comments: by } })

  test.each([
    ['the one who handed in', ada, { sealed: false, cv: 11.11 }],
    ['the one who has not yet', bob, { sealed: true, cv: 17.77 }],
    ['another recruiter', person('recruiter'), { sealed: true, cv: null }],
    ['an administrator', person('admin'), { sealed: true, cv: null }],
    ['an observer', person('observer'), { sealed: true, cv: null }],
    ['an auditor, outside the audit', person('auditor'), { sealed: true, cv: null }],
  ] as const)('%s: in the evaluation, in lists, in both together and in figures', async (_, reader, expected) => {
    const offer = randomUUID()
    const { id, candidate_id, tell } = await apply(offer)
    await tell(1, started, byPanel(ada.id, 11.11), handedIn(ada.id, 2.22), byPanel(bob.id, 17.77))
    const one = (await reads.get(protocol1Of(id), reader)).body as Record<string, unknown>
    const [listed] = (await reads.get(`/api/v1/evaluations/protocol1/application/${id}`, reader)).body as [object]
    const both = (await reads.get(`/api/v1/evaluations/application/${id}`, reader)).body as Record<string, unknown>
    expect(one).toMatchObject({ sealed: expected.sealed, cv_score: expected.cv, submitted_cards: 1, panel_size: 2 })
    expect(listed).toEqual(one)
    expect(both).toMatchObject({ protocol1: one, global_score: null })
    const hidden = expected.cv === 11.11 ? /17\.77/ : expected.cv === 17.77 ? /11\.11|2\.22/ : /17\.77|11\.11|2\.22/
    const elsewhere = [
      `/api/v1/evaluations/stats/overview?job_offer_id=${offer}`,
      `/api/v1/applications/${id}`,
      `/api/v1/applications/${id}/complete`,
      `/api/v1/applications/${id}/history`,
      `/api/v1/applications?job_offer_id=${offer}`,
      `/api/v1/optimized/applications/optimized?job_offer_id=${offer}`,
      `/api/v1/optimized/candidates/${candidate_id}/applications/optimized`,
    ]
    for (const body of [one, listed, both]) expect(JSON.stringify(body)).not.toMatch(hidden)
    for (const path of elsewhere) {
      const { status, body } = await reads.get(path, reader)
      expect([path, [200, 403].includes(status)]).toEqual([path, true])
      // Whoever handed in may read the total of what was handed in; a single card is nowhere but in the evaluation.
      expect(JSON.stringify(body)).not.toMatch(expected.sealed ? /17\.77|11\.11|2\.22/ : /17\.77|11\.11/)
    }

    await tell(1, handedIn(bob.id, 2.88), completed(2.88, false))
    expect((await reads.get(protocol1Of(id), reader)).body).toMatchObject({
      sealed: false,
      cv_score: 14.44,
      overall_score: 2.88,
      evaluator_ids: [ada.id, bob.id],
    })
  })
})

describe('W-39 the figures of evaluations', () => {
  test('are exact, and one statement whatever the number', async () => {
    const offer = randomUUID()
    const scores = [12.01, 12.02, 9.5]
    for (const score of scores) {
      const { tell } = await apply(offer)
      await tell(1, started, scored('evaluator', score), completed(score, score >= 10))
    }
    const untouched = await apply(offer)
    await untouched.tell(1, started)
    const panel = await apply(offer)
    await panel.tell(1, started, scored('ada', null, { panel_size: 2 }), handedIn('ada', 20))
    reads.statements()
    const { body } = await reads.get(`/api/v1/evaluations/stats/overview?job_offer_id=${offer}`, person('observer'))
    expect(reads.statements()).toBe(1)
    expect(body).toEqual({
      protocol1: {
        total_evaluations: 4,
        // (12.01 + 12.02 + 9.5) / 3; the panel at work is not in it.
        average_score: 11.18,
        scored_evaluations: 3,
        passed: 2,
        by_status: { pending: 1, in_progress: 1, completed: 3, rejected: 0 },
      },
      protocol2: {
        total_evaluations: 0,
        average_score: null,
        scored_evaluations: 0,
        passed: 0,
        by_status: { pending: 0, in_progress: 0, completed: 0, rejected: 0 },
      },
    })
    getEvaluationStatisticsRoute.response!.parse(body)
    const all = await reads.get('/api/v1/evaluations/stats/overview', person('admin'))
    expect((all.body as { protocol1: { total_evaluations: number } }).protocol1.total_evaluations).toBeGreaterThan(4)
  })
})

test('W-40 every read of evaluations is one statement, served by indexes', async () => {
  const offer = randomUUID()
  const { id, tell } = await apply(offer)
  await tell(1, started)
  await tell(2, started)
  const statements = await statementsOf(reads.pool, async () => {
    for (const path of [
      protocol1Of(id),
      `/api/v1/evaluations/protocol2/application/${id}`,
      `/api/v1/evaluations/application/${id}`,
      `/api/v1/evaluations/stats/overview?job_offer_id=${offer}`,
    ])
      expect((await reads.get(path, person('recruiter'))).status).toBe(200)
  })
  expect(statements).toHaveLength(4)
  for (const plan of await plansOf(reads.pool, statements)) expect(plan).not.toContain('Seq Scan')
})
