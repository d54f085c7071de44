import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { whyNoCard, whyNotClosed } from '@one-hcm/contracts/recruitment/evaluations/evaluation-actions'
import { gridOf, type Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import type { EvaluationStatement } from '@one-hcm/contracts/recruitment/evaluations/evaluation-statement'
import { isFullyScored, overallOf, type Scorecard } from '@one-hcm/contracts/recruitment/evaluations/scorecards'
import type { Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import { type Card, type EvaluationState, evolve, type OpenEvaluation } from './evaluation.ts'
import { type EvaluationFacts, whyNotScored } from './evaluation-facts.ts'
import { notedBeside, type Subject } from './note-beside.ts'
import { rescored } from './rescore-section.ts'

export type ScoreEvaluation = {
  protocol: Protocol
  applicationId: string
  evaluatorId: string
  statement: EvaluationStatement
}

/** An evaluator scores or corrects any part of an evaluation that is open (recruitment §3.4, §3.5). */
export function scoreEvaluation(
  state: EvaluationState,
  command: ScoreEvaluation,
  facts: EvaluationFacts,
): Decision<EvaluationEvent> {
  if (state.stage === 'none') return refuse('evaluation-not-found')
  const refused = whyNotScored(state, facts)
  return refused ? refuse(refused) : stated(state, command, facts)
}

/** What a statement changes: sections first, then what stands beside them, then whether the evaluation is decided. */
export function stated(
  before: OpenEvaluation,
  { protocol, applicationId, evaluatorId, statement }: ScoreEvaluation,
  { application, panelSize: wantedByOffer, rubric }: EvaluationFacts,
): Decision<EvaluationEvent> {
  const subject: Subject = {
    evaluation_id: applicationId,
    application_id: applicationId,
    candidate_id: before.candidateId,
    protocol,
    evaluator_id: evaluatorId,
  }
  const panelSize = before.panelSize === undefined ? wantedByOffer : before.panelSize
  const cardId = cardOf(before, evaluatorId, panelSize)
  const events: EvaluationEvent[] = []
  let state = before
  const happened = (event: EvaluationEvent) => {
    events.push(event)
    state = evolve(state, event) as OpenEvaluation
  }

  const sections = gridOf(protocol).flatMap(([section]) => {
    const scored = rescored(before.cards[cardId], section, statement)
    return scored ? [{ section, ...scored }] : []
  })
  const closed = whyNoCard({ decided: before.decided, panelSize, hasCard: before.cards[cardId]?.submitted === true })
  if (sections.length > 0 && closed) return refuse(closed)
  const { verdict, reason } = statement
  // Clients send back the status that they read: keeping open what is decided, or would be, needs a reason to be meant.
  const staysOpen = verdict === 'in_progress' && reason !== undefined
  if (isDecided(before) && (sections.length > 0 || staysOpen))
    happened({
      type: 'EvaluationReopened',
      data: { ...subject, previous_status: before.status, reason: reason ?? null },
    })

  for (const { section, criteria, comments, score, gapLevel } of sections) {
    const counts = state.cards[cardId]?.submitted ?? panelSize === null
    const scored = { ...state.cards[cardId]?.sections, [section]: { criteria, score } }
    const others = Object.entries(state.cards).filter(([id, { submitted }]) => submitted && id !== cardId)
    const counting = [...others.map(([, card]) => card.sections), ...(counts ? [scored] : [])]
    happened({
      type: 'EvaluationScored',
      data: {
        ...subject,
        card_id: cardId,
        panel_size: panelSize,
        section,
        criteria,
        comments,
        section_score: score,
        gap_level: gapLevel,
        ...totalOf(protocol, counting, rubric),
        application_revision: application.stage === 'submitted' ? application.revision : null,
      },
    })
  }

  const own = state.cards[cardId]
  const isHandedIn = verdict === 'completed' || (own && isFullyScored(protocol, [own.sections]))
  if (own && !own.submitted && !state.decided && isHandedIn)
    happened({
      type: 'ScorecardSubmitted',
      data: { ...subject, card_id: cardId, ...totalOf(protocol, [...countingCards(state), own.sections], rubric) },
    })

  for (const event of notedBeside(state, subject, statement, panelSize !== null)) happened(event)

  if (verdict === 'rejected') {
    if (state.status !== 'rejected')
      happened({ type: 'EvaluationRejected', data: { ...subject, reason: reason ?? null } })
    return events
  }
  if (statement.closePanel && state.status !== 'completed') {
    const refused = whyNotClosed({ panelSize, submittedCards: countingCards(state).length })
    if (refused) return refuse(refused)
  }
  if (state.status !== 'completed' && !staysOpen && isDone(state, statement, panelSize, sections.length > 0))
    happened(completed(subject, state, rubric))
  return events
}

/**
 * Whether the evaluation is done: a panel by its number of cards or because it is closed, any other when an evaluator says so
 * or what was scored now left nothing missing.
 */
function isDone(
  state: OpenEvaluation,
  { verdict, closePanel }: EvaluationStatement,
  panelSize: number | null,
  isScoredNow: boolean,
): boolean {
  if (panelSize === null)
    return verdict === 'completed' || (isScoredNow && isFullyScored(state.protocol, countingCards(state)))
  if (closePanel) return true
  const submitted = countingCards(state).length
  // A correction of a panel that had concluded completes it anew, however many cards it has.
  const isEnough = submitted >= panelSize || (state.decided && submitted > 0)
  return isEnough && (isScoredNow || verdict === 'completed')
}

/** What cards come to, with the rubric that says so: part of every event that changes the total. */
function totalOf(protocol: Protocol, cards: readonly Scorecard[], rubric: Rubric) {
  const { score, model } = overallOf(protocol, cards, rubric)
  return { overall_score: score, scoring_model: model, weights: rubric.weights, scoring_version: rubric.version }
}

const completed = (subject: Subject, { total }: OpenEvaluation, { passMark, version }: Rubric): EvaluationEvent => ({
  type: 'EvaluationCompleted',
  data: {
    ...subject,
    // As it came of the last scoring: a rubric that changed since then does not reach back.
    overall_score: total.score ?? 0,
    passed: (total.score ?? 0) >= passMark,
    pass_mark: passMark,
    scoring_version: version,
  },
})

/** One's own card with a panel; without one, the card that is there, corrected by whoever comes. */
function cardOf({ cards }: OpenEvaluation, evaluatorId: string, panelSize: number | null): string {
  if (panelSize !== null || cards[evaluatorId]) return evaluatorId
  return Object.keys(cards)[0] ?? evaluatorId
}

const isDecided = (state: OpenEvaluation): state is OpenEvaluation & { status: 'completed' | 'rejected' } =>
  state.status === 'completed' || state.status === 'rejected'

const countingCards = ({ cards }: OpenEvaluation) =>
  Object.values(cards).flatMap(({ submitted, sections }: Card) => (submitted ? [sections] : []))
