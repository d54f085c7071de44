import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { protocol1Wire } from '@one-hcm/contracts/recruitment/evaluations/protocol1.wire'
import { protocol2Wire } from '@one-hcm/contracts/recruitment/evaluations/protocol2.wire'
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

/** An application of its own for the offer, or for one of its own. */
const applied = async (on = writes, changes: object = {}) => {
  const { body } = await on.apply(await on.candidate(), await on.publish(changes))
  return (body.data as { id: string }).id
}
const score1 = (id: string, body: object, as = writes.recruiter, on = writes) =>
  on.call('PUT', `/api/v1/evaluations/protocol1/${id}`, as, body)
const whole = (score: number) => ({ documentary_score: score, mtp_score: score, interview_score: score })

test('W-37 an unknown application is 404, of either protocol; nothing is written', async () => {
  const id = randomUUID()
  for (const protocol of ['protocol1', 'protocol2']) {
    const answer = await writes.call('POST', `/api/v1/evaluations/${protocol}`, writes.recruiter, {
      application_id: id,
      evaluator_id: randomUUID(),
    })
    expect([answer.status, answer.body.code]).toEqual([404, 'application-not-found'])
    expect(await writes.eventsOf(`${protocol}-${id}`)).toEqual([])
  }
})

describe('D-05 protocol 2', () => {
  test('waits for protocol 1, then takes both models; D-22 a second one is 409', async () => {
    const id = await applied()
    const begin = () =>
      writes.call('POST', '/api/v1/evaluations/protocol2', writes.recruiter, { application_id: id, qcm_role_score: 16 })
    const early = await begin()
    expect([early.status, early.body.code]).toEqual([409, 'protocol1-not-completed'])
    await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, { application_id: id, ...whole(12) })
    const begun = await begin()
    expect(begun.status).toBe(201)
    expect(begun.headers.get('Location')).toBe(`/api/v1/evaluations/protocol2/${id}`)
    protocol2Wire.parse(begun.body)
    expect(begun.body).toMatchObject({ id, overall_score: 8, qcm_role_completed: true, scoring_model: 'qcm' })
    const again = await begin()
    expect([again.status, again.body.code]).toEqual([409, 'evaluation-exists'])
    const done = await writes.call('PUT', `/api/v1/evaluations/protocol2/${id}`, writes.recruiter, {
      qcm_codir_score: '13.00',
      physical_visit: true,
      visit_notes: 'Owendo',
      simulation_date: '2026-03-02',
    })
    expect(done.body).toMatchObject({ completed: true, passed: true, overall_score: 14.5, visit_notes: 'Owendo' })
    const stars = await writes.call('PUT', `/api/v1/evaluations/protocol2/${id}`, writes.recruiter, {
      jeu_de_role_score: 4,
      jeu_de_role_comments: 'Convaincant',
    })
    expect(stars.body).toMatchObject({ jeu_de_role_score: 4, scoring_model: 'simulation', overall_score: 8 })
    expect(await writes.eventsOf(`protocol2-${id}`)).toContain('EvaluationReopened')
  })

  test('in the older form: exactitude from 0 to 5 with details', async () => {
    const id = await applied()
    await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, { application_id: id, ...whole(12) })
    const { body } = await writes.call('POST', '/api/v1/evaluations/protocol2', writes.recruiter, {
      application_id: id,
      exactitude: 4.5,
      details: 'Réponses justes',
    })
    expect(body).toMatchObject({
      exactitude: 4.5,
      details: 'Réponses justes',
      overall_score: 18,
      scoring_model: 'global',
      completed: true,
    })
  })
})

describe('the synthesis', () => {
  test('is 40 % protocol 1 and 60 % protocol 2, under both sets of names', async () => {
    const id = await applied()
    await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, { application_id: id, ...whole(12) })
    await writes.call('POST', '/api/v1/evaluations/protocol2', writes.recruiter, {
      application_id: id,
      qcm_role_score: 15,
      qcm_codir_score: 15,
    })
    const path = `/api/v1/applications/${id}/synthesis`
    const { status, body } = await writes.call('PUT', path, writes.recruiter, {
      points_forts: 'Rigueur',
      synthesis_conclusion: 'À retenir',
      global_score: 20,
    })
    expect(status).toBe(200)
    expect(body.data).toMatchObject({ points_forts: 'Rigueur', conclusion: 'À retenir', global_score: 13.8 })
    expect((await writes.call('PUT', path, person('observer'), { conclusion: 'x' })).status).toBe(403)
    expect((await writes.call('PUT', path, person('candidate'), { conclusion: 'x' })).status).toBe(403)
    const unknown = `/api/v1/applications/${randomUUID()}/synthesis`
    expect((await writes.call('PUT', unknown, writes.recruiter, { conclusion: 'x' })).status).toBe(404)
  })
})

describe('W-28 writes on evaluations are durable or refused', () => {
  test('of a deleted application: 404; of a withdrawn one: 409', async () => {
    const deleted = await applied()
    expect((await writes.call('DELETE', `/api/v1/applications/${deleted}`, writes.recruiter)).status).toBe(204)
    const candidate = await writes.candidate()
    const { body } = await writes.apply(candidate, await writes.publish())
    const withdrawn = (body.data as { id: string }).id
    await writes.call('PUT', `/api/v1/applications/${withdrawn}`, candidate, { status: 'withdrawn' })
    for (const [id, creating, changing] of [
      [deleted, 404, 404],
      [withdrawn, 409, 409],
    ] as const) {
      const before = await writes.eventsOf(`protocol1-${id}`)
      const create = await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, {
        application_id: id,
        cv_score: 12,
      })
      expect(create.status).toBe(creating)
      const reset = { reason: 'Erreur' }
      const path = `/api/v1/evaluations/protocol1/${id}`
      expect((await score1(id, { cv_score: 3 })).status).toBe(before.length === 0 ? 404 : changing)
      expect((await writes.call('POST', `${path}/reset`, writes.recruiter, reset)).status).toBe(
        before.length === 0 ? 404 : changing,
      )
      expect(await writes.eventsOf(`protocol1-${id}`)).toEqual(before)
    }
  })

  test('a reset takes a reason and leaves a blank evaluation', async () => {
    const id = await applied()
    await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, { application_id: id, ...whole(12) })
    const path = `/api/v1/evaluations/protocol1/${id}/reset`
    expect((await writes.call('POST', path, writes.recruiter, {})).status).toBe(422)
    expect((await writes.call('POST', path, writes.recruiter, { reason: '  ' })).status).toBe(422)
    const { body } = await writes.call('POST', path, writes.recruiter, { reason: 'Mauvais dossier' })
    expect(body).toMatchObject({ status: 'pending', overall_score: null, documentary_score: null })
    const stored = (await writes.log.readStoredStream(`protocol1-${id}`)).map(({ data }) => data)
    expect(JSON.stringify(stored)).not.toContain('Mauvais dossier')
  })
})

describe('two evaluators at once', () => {
  const many = 10
  test('with a panel both cards are kept, and the last completes it', async () => {
    const id = await applied(writes, { panel: true })
    const [ada, bob] = [person('recruiter'), person('admin')]
    await writes.call('POST', '/api/v1/evaluations/protocol1', ada, { application_id: id, cv_score: 4 })
    const answers = await Promise.all([score1(id, { ...whole(10), completed: true }, ada), score1(id, whole(15), bob)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const read = await score1(id, {}, ada)
    // By section: (4 + 15) / 2, her own figure not counting beside a criterion, and (10 + 15) / 2 twice.
    expect(read.body).toMatchObject({ completed: true, submitted_cards: 2, panel_size: 2, overall_score: 11.9 })
    const late = await score1(id, whole(20), person('recruiter'))
    expect([late.status, late.body.code]).toEqual([409, 'panel-closed'])
  })

  test('the scores of others are sealed in the answers to writes too', async () => {
    const id = await applied(writes, { panel_size: 3 })
    const [ada, bob] = [person('recruiter'), person('recruiter')]
    await writes.call('POST', '/api/v1/evaluations/protocol1', ada, { application_id: id, ...whole(19.87) })
    const { status, body } = await writes.call('POST', '/api/v1/evaluations/protocol1', bob, {
      application_id: id,
      cv_score: 5,
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ sealed: true, cv_score: 5, overall_score: null, submitted_cards: 1 })
    expect(JSON.stringify(body)).not.toContain('19.87')
    const handedIn = await score1(id, { completed: true }, bob)
    expect(handedIn.body).toMatchObject({ sealed: false, submitted_cards: 2, status: 'in_progress' })
  })

  test('without a panel each change is kept on the one card, or refused with a code; with If-Match one wins', async () => {
    const id = await applied()
    const { headers } = await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, {
      application_id: id,
      cv_score: 4,
    })
    const fields = ['metier_score', 'talent_score', 'paradigme_score'] as const
    const answers = await Promise.all(
      Array.from({ length: many }, (_, n) => score1(id, { [fields[n % 3]!]: n }, person('recruiter'))),
    )
    for (const { status, body } of answers)
      if (status !== 200) expect([status, body.code]).toEqual([409, 'concurrent-change'])
    const kept = (await score1(id, {})).body
    expect((kept.scorecards as unknown[]).length).toBe(1)
    for (const field of fields) expect(typeof kept[field]).toBe('number')

    const seen = { 'If-Match': headers.get('ETag')! }
    const stale = await writes.call(
      'PUT',
      `/api/v1/evaluations/protocol1/${id}`,
      writes.recruiter,
      { cv_score: 9 },
      seen,
    )
    expect(stale.status).toBe(412)
    const current = (await score1(id, {})).headers.get('ETag')!
    const rivals = await Promise.all(
      Array.from({ length: many }, (_, n) =>
        writes.call(
          'PUT',
          `/api/v1/evaluations/protocol1/${id}`,
          person('recruiter'),
          { cv_score: n + 5 },
          { 'If-Match': current },
        ),
      ),
    )
    expect(rivals.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status } of rivals) expect([200, 412]).toContain(status)
  })
})
