import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import type { EvaluationStatement } from '@one-hcm/contracts/recruitment/evaluations/evaluation-statement'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import {
  commandOf,
  type Person,
  person,
  type RecruitmentWrites,
  startRecruitmentWrites,
} from '../testing/recruitment-writes.ts'
import { protocol1 } from './evaluation.ts'
import { evaluationFacts } from './load-evaluation-facts.ts'
import { scoreEvaluation } from './score-evaluation.ts'

/** Several command APIs on one log: conflicts are met in the store, not in one process's queue. */
let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites()
})
afterAll(() => writes.stop())

async function begun(offer: object): Promise<string> {
  const { body } = await writes.apply(await writes.candidate(), await writes.publish(offer))
  const { id } = body.data as { id: string }
  await writes.call('POST', '/api/v1/evaluations/protocol1', writes.recruiter, {
    application_id: id,
    cv_comments: 'Lu',
  })
  return id
}

/** Scores through a process of its own, as often as it takes to be heard. */
async function scoreElsewhere(id: string, as: Person, statement: EvaluationStatement): Promise<number> {
  const executor = createCommandExecutor(writes.log)
  const dependencies = { executor, settings: { documentMaxBytes: 1 } }
  for (let attempts = 1; ; attempts++) {
    const facts = await evaluationFacts(dependencies, 1, id)
    const outcome = await executor.execute(commandOf(as), {
      aggregate: protocol1,
      id,
      decide: (state) =>
        scoreEvaluation(state, { protocol: 1, applicationId: id, evaluatorId: as.id, statement }, facts),
    })
    if (!isRefusal(outcome)) return attempts
    expect(outcome.refused).toBe('concurrent-change')
  }
}

const section = (score: number) => ({ criteria: {}, score, comments: {} })
const whole = (score: number): EvaluationStatement => ({
  sections: { documentary: section(score), mtp: section(score), interview: section(score) },
})
const historyOf = async (id: string) => (await writes.log.readStream(`protocol1-${id}`)) as Recorded<EvaluationEvent>[]

test('a panel of nine, each in another process at the same moment: every card is kept, and it concludes once', async () => {
  const id = await begun({ panel_size: 9 })
  const panel = Array.from({ length: 9 }, () => person('recruiter'))
  await Promise.all(panel.map((member, n) => scoreElsewhere(id, member, whole(n + 1))))
  const events = await historyOf(id)
  expect(events.filter(({ type }) => type === 'ScorecardSubmitted')).toHaveLength(9)
  // 1 to 9 on the average; nobody's card was lost or counted twice.
  expect(events.filter(({ type }) => type === 'EvaluationCompleted').map(({ data }) => data)).toMatchObject([
    { overall_score: 5, passed: false },
  ])
})

test('twenty corrections of one card from twenty processes: one winner per revision, none is lost', async () => {
  const id = await begun({})
  const before = (await historyOf(id)).length
  const fields = ['cv_score', 'diplomes_certificats_score'] as const
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      scoreElsewhere(id, person('recruiter'), {
        sections: { documentary: { criteria: { [fields[n % 2]!]: n / 2 }, score: null, comments: {} } },
      }),
    ),
  )
  const events = await historyOf(id)
  expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index))
  const scored = events.slice(before).flatMap((event) => (event.type === 'EvaluationScored' ? [event] : []))
  expect(scored.length).toBe(20)
  expect(new Set(scored.map(({ data }) => data.evaluator_id)).size).toBe(20)
  // Each goes on from what the one before it left: a criterion that it does not name is as it was.
  for (const [index, { data }] of scored.entries()) {
    const former = scored[index - 1]?.data.criteria ?? {}
    const changed = fields.filter((field) => data.criteria[field] !== former[field])
    expect(changed.length).toBeLessThanOrEqual(1)
  }
})

test('somebody who was not there when the panel concluded is told so, whichever process they ask', async () => {
  const id = await begun({ panel_size: 2 })
  await Promise.all([person('recruiter'), person('admin')].map((member) => scoreElsewhere(id, member, whole(12))))
  const executor = createCommandExecutor(writes.log)
  const facts = await evaluationFacts({ executor, settings: { documentMaxBytes: 1 } }, 1, id)
  const late = await executor.execute(commandOf(person('recruiter')), {
    aggregate: protocol1,
    id,
    decide: (state) =>
      scoreEvaluation(
        state,
        { protocol: 1, applicationId: id, evaluatorId: randomUUID(), statement: whole(20) },
        facts,
      ),
  })
  expect(late).toMatchObject({ refused: 'panel-closed' })
})

test('D-05 whether protocol 2 waits for protocol 1 is configuration; it does unless told otherwise', async () => {
  const id = await begun({})
  const facts = (settings: object) =>
    evaluationFacts({ executor: writes.executor, settings: { documentMaxBytes: 1, ...settings } }, 2, id)
  expect((await facts({})).awaitsProtocol1).toBe(true)
  expect((await facts({ protocol2AwaitsProtocol1: false })).awaitsProtocol1).toBe(false)
  await scoreElsewhere(id, writes.recruiter, whole(12))
  expect((await facts({})).awaitsProtocol1).toBe(false)
})
