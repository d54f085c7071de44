import { describe, test } from '@jest/globals'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { protocol1Input, protocol1Statement } from '@one-hcm/contracts/recruitment/evaluations/protocol1-input'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { createEvaluation } from './create-evaluation.ts'
import { type EvaluationState, protocol1 } from './evaluation.ts'
import { scoreEvaluation } from './score-evaluation.ts'
import { colleague, completed, factsWith, opened, recruiter, scored, subject } from './testing/evaluation-samples.ts'

const stranger = '00000000-0000-4000-8000-000000000003'
const ofTwo = factsWith({ panelSize: 2 })
const command = (body: Record<string, unknown>, evaluatorId: string) => ({
  protocol: 1 as const,
  applicationId: ids.application,
  evaluatorId,
  statement: protocol1Statement(protocol1Input.parse(body)),
})
const scoringWith =
  (body: Record<string, unknown>, evaluator: string = recruiter, facts = ofTwo) =>
  (state: EvaluationState) =>
    scoreEvaluation(state, command(body, evaluator), facts)
const creating = (body: Record<string, unknown>, evaluator: string) => (state: EvaluationState) =>
  createEvaluation(state, command(body, evaluator), ofTwo)

/** All three sections by their own figures. */
const whole = (score: number) => ({ documentary_score: score, mtp_score: score, interview_score: score })
const section = (by: string, name: 'documentary' | 'mtp' | 'interview', score: number, overall: number | null) =>
  scored({
    evaluator_id: by,
    card_id: by,
    panel_size: 2,
    section: name,
    criteria: {},
    section_score: score,
    overall_score: overall,
  })
/** A card as its evaluator writes it while it does not count; `overall` is what the others' cards come to. */
const cardOf = (by: string, score: number, overall: number | null = null) => [
  section(by, 'documentary', score, overall),
  section(by, 'mtp', score, overall),
  section(by, 'interview', score, overall),
]
const handedIn = (by: string, overall_score: number): EvaluationEvent => ({
  type: 'ScorecardSubmitted',
  data: {
    ...subject,
    evaluator_id: by,
    card_id: by,
    overall_score,
    scoring_model: 'weighted-sections',
    weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
    scoring_version: '1',
  },
})
const first = [opened, ...cardOf(recruiter, 10), handedIn(recruiter, 10)]
const both = [...first, ...cardOf(colleague, 15, 10), handedIn(colleague, 12.5)]
const concluded = [...both, completed(12.5, true, { evaluator_id: colleague })]
const as = (by: string, event: EvaluationEvent): EvaluationEvent =>
  ({ ...event, data: { ...event.data, evaluator_id: by } }) as EvaluationEvent

describe('a panel', () => {
  test('each writes a card of their own, which counts once it is full', () =>
    given(protocol1, opened)
      .when(scoringWith(whole(10)))
      .then([...cardOf(recruiter, 10), handedIn(recruiter, 10)]))

  test('a card that is not full does not count, unless it is handed in', () => {
    given(protocol1, opened)
      .when(scoringWith({ documentary_score: 10 }))
      .then([section(recruiter, 'documentary', 10, null)])
    given(protocol1, opened, section(recruiter, 'documentary', 10, null))
      .when(scoringWith({ completed: true }))
      .then([handedIn(recruiter, 2)])
  })

  test('the second may begin with POST too, and not twice', () => {
    given(protocol1, ...first)
      .when(creating({ documentary_score: 12 }, colleague))
      .then([section(colleague, 'documentary', 12, 10)], 'evaluation-exists')
  })

  test('the last card that is awaited completes the evaluation with the mean', () =>
    given(protocol1, ...first)
      .when(scoringWith(whole(15), colleague))
      .then([
        ...cardOf(colleague, 15, 10),
        handedIn(colleague, 12.5),
        completed(12.5, true, { evaluator_id: colleague }),
      ]))

  test('its size is what the offer said when the scoring began', () =>
    given(protocol1, ...first)
      .when(scoringWith({ documentary_score: 12 }, colleague, factsWith({ panelSize: null })))
      .then([section(colleague, 'documentary', 12, 10)]))

  test('a card that was handed in may be corrected: it counts at once, and an evaluation that was done is done anew', () =>
    given(protocol1, ...concluded)
      .when(scoringWith({ mtp_score: 5, reason: 'Copie relue' }))
      .then([
        { type: 'EvaluationReopened', data: { ...subject, previous_status: 'completed', reason: 'Copie relue' } },
        section(recruiter, 'mtp', 5, 11.5),
        completed(11.5, true),
      ]))

  test('once it has concluded, everybody sees the scores, so nobody joins any more', () => {
    given(protocol1, ...concluded)
      .when(scoringWith({ mtp_score: 20 }, stranger))
      .thenRefused('panel-closed')
    given(protocol1, ...concluded)
      .when(creating({ mtp_score: 20 }, stranger))
      .thenRefused('panel-closed')
    const rejected: EvaluationEvent = { type: 'EvaluationRejected', data: { ...subject, reason: null } }
    given(protocol1, ...first, rejected)
      .when(scoringWith({ mtp_score: 20 }, colleague))
      .thenRefused('panel-closed')
  })

  test('may be closed with the cards that are there, by whoever evaluates, and not without any', () => {
    given(protocol1, ...first)
      .when(scoringWith({ close_panel: true }, stranger))
      .then([completed(10, true, { evaluator_id: stranger })])
    given(protocol1, opened)
      .when(scoringWith({ close_panel: true }))
      .thenRefused('panel-without-cards')
    given(protocol1, opened, section(recruiter, 'mtp', 5, null))
      .when(scoringWith({ close_panel: true }))
      .thenRefused('panel-without-cards')
  })

  test('everybody judges and sums up for themselves', () => {
    const said: EvaluationEvent = { type: 'EvaluationSummarised', data: { ...subject, general_summary: 'Solide' } }
    given(protocol1, ...first, said)
      .when(scoringWith({ general_summary: 'Solide', adherence_talent: true }, colleague))
      .then([
        as(colleague, {
          type: 'EvaluationAdherenceSet',
          data: { ...subject, adherence_metier: null, adherence_talent: true, adherence_paradigme: null },
        }),
        as(colleague, said),
      ])
  })

  test('taken up again with a reason, it stays open until somebody scores or completes', () => {
    const reopened: EvaluationEvent = {
      type: 'EvaluationReopened',
      data: { ...subject, previous_status: 'completed', reason: 'Copie égarée' },
    }
    given(protocol1, ...concluded)
      .when(scoringWith({ status: 'in_progress', reason: 'Copie égarée' }))
      .then([reopened])
    given(protocol1, ...concluded, reopened)
      .when(scoringWith({}))
      .thenAlreadySo()
    given(protocol1, ...concluded, reopened)
      .when(scoringWith({ completed: true }))
      .then([completed(12.5, true)])
  })

  test('already so when a card that was handed in is handed in again', () =>
    given(protocol1, ...first)
      .when(scoringWith({ ...whole(10), completed: true }))
      .thenAlreadySo())
})

test('without a panel there is one evaluator’s card, and nothing is handed in', () =>
  given(protocol1, opened)
    .when(scoringWith({ documentary_score: 10 }, recruiter, factsWith()))
    .then([scored({ section: 'documentary', criteria: {}, section_score: 10, overall_score: 2 })]))
