import { expect, test } from '@jest/globals'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { foldEvaluation } from '@one-hcm/contracts/recruitment/evaluations/evaluation.row'
import type { Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import { isSealedFor, publicScore } from '@one-hcm/contracts/recruitment/evaluations/evaluation-view'
import { protocol1Input, protocol1Statement } from '@one-hcm/contracts/recruitment/evaluations/protocol1-input'
import { protocol2Input, protocol2Statement } from '@one-hcm/contracts/recruitment/evaluations/protocol2-input'
import { overallOf } from '@one-hcm/contracts/recruitment/evaluations/scorecards'
import { defaultProtocol1Rubric, defaultProtocol2Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import { history } from '@one-hcm/contracts/recruitment/testing/fold-twice'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import fc from 'fast-check'
import { type EvaluationState, evolve, protocol1, protocol2 } from './evaluation.ts'
import { scoreEvaluation } from './score-evaluation.ts'
import { factsWith, started } from './testing/evaluation-samples.ts'

const evaluators = ['ada', 'bob', 'eve'] as const
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const twentieth = fc.integer({ min: 0, max: 2000 }).map((hundredths) => hundredths / 100)
const stars = fc.integer({ min: 0, max: 50 }).map((tenths) => tenths / 10)
const common = {
  status: optional(fc.constantFrom('pending', 'in_progress', 'completed', 'rejected')),
  completed: optional(fc.boolean()),
  reason: optional(fc.constantFrom('Erreur', 'Relecture')),
  close_panel: optional(fc.boolean()),
}
const bodies = {
  1: fc.record({
    cv_score: optional(twentieth),
    documentary_score: optional(twentieth),
    mtp_score: optional(twentieth),
    interview_score: optional(twentieth),
    score: optional(fc.integer({ min: 0, max: 100 })),
    adherence_talent: optional(fc.boolean()),
    general_summary: optional(fc.constantFrom('Solide', 'Fragile')),
    documents_verified: optional(fc.boolean()),
    ...common,
  }),
  2: fc.record({
    qcm_role_score: optional(twentieth),
    qcm_codir_score: optional(twentieth),
    jeu_de_role_score: optional(stars),
    mise_en_situation_score: optional(stars),
    validation_operationnelle_score: optional(stars),
    analyse_competences_score: optional(stars),
    exactitude: optional(stars),
    physical_visit: optional(fc.boolean()),
    qcm_role_completed: optional(fc.boolean()),
    gap_competences_level: optional(fc.constantFrom('faible', 'critique')),
    ...common,
  }),
}
const statementOf = (protocol: Protocol, body: object) =>
  protocol === 1 ? protocol1Statement(protocol1Input.parse(body)) : protocol2Statement(protocol2Input.parse(body))

type Step = { by: (typeof evaluators)[number]; body: object }
const told = fc.constantFrom<Protocol>(1, 2).chain((protocol) =>
  fc.record({
    protocol: fc.constant(protocol),
    panelSize: fc.constantFrom(null, 2, 3),
    steps: fc.array(fc.record({ by: fc.constantFrom(...evaluators), body: bodies[protocol] as fc.Arbitrary<object> }), {
      maxLength: 12,
    }),
  }),
)

/** What a history of requests leaves; each is repeated at once, and must find nothing left to do. */
function play({ protocol, panelSize, steps }: { protocol: Protocol; panelSize: number | null; steps: Step[] }) {
  const rubric = protocol === 1 ? defaultProtocol1Rubric : defaultProtocol2Rubric
  const facts = factsWith({ panelSize, rubric })
  const opening = started({
    protocol,
    applicationId: ids.application,
    candidateId: ids.candidate,
    automatically: true,
  })
  const events: EvaluationEvent[] = [opening]
  let state: EvaluationState = evolve((protocol === 1 ? protocol1 : protocol2).initialState, opening)
  for (const { by, body } of steps) {
    const command = {
      protocol,
      applicationId: ids.application,
      evaluatorId: by,
      statement: statementOf(protocol, body),
    }
    const decided = scoreEvaluation(state, command, facts)
    if (isRefusal(decided)) {
      expect(['panel-closed', 'panel-without-cards']).toContain(decided.refused)
      continue
    }
    events.push(...decided)
    state = decided.reduce(evolve, state)
    expect(scoreEvaluation(state, command, facts)).toEqual([])
  }
  const row = history(`protocol${protocol}-${ids.application}`, ...events).reduce<ReturnType<typeof foldEvaluation>>(
    foldEvaluation,
    undefined,
  )!
  return { state, row, rubric }
}

test('a request that is repeated does nothing, whatever came before', () =>
  fc.assert(
    fc.property(told, (history) => void play(history)),
    { numRuns: 300 },
  ))

test('the total is what the cards that count come to, in what decides and in what people see', () =>
  fc.assert(
    fc.property(told, (history) => {
      const { state, row, rubric } = play(history)
      const counting = row.cards.flatMap(({ submitted, sections }) => (submitted ? [sections] : []))
      const { score } = overallOf(history.protocol, counting, rubric)
      expect(row.overall_score).toBe(row.status === 'completed' ? (score ?? 0) : score)
      if (state.stage === 'open') expect([row.status, row.decided]).toEqual([state.status, state.decided])
      if (history.panelSize === null) expect(row.cards.length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 300 },
  ))

test('while a panel is at work only those who handed in see a total', () =>
  fc.assert(
    fc.property(told, (history) => {
      const { row } = play(history)
      if (row.panel_size === null || row.decided) return
      expect(publicScore(row)).toBeNull()
      for (const reader of [...evaluators, 'somebody else']) {
        const handedIn = row.cards.some(({ card_id, submitted }) => submitted && card_id === reader)
        expect(isSealedFor(row, reader)).toBe(!handedIn)
      }
    }),
    { numRuns: 300 },
  ))
