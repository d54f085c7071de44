import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import type { EvaluationSection, Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import type { EvaluationStatement } from '@one-hcm/contracts/recruitment/evaluations/evaluation-statement'
import { isFullyScored, overallOf, type Scorecard } from '@one-hcm/contracts/recruitment/evaluations/scorecards'
import type { Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import { countingCards, type OpenEvaluation } from './evaluation.ts'
import type { EvaluationFacts } from './evaluation-facts.ts'
import type { rescored } from './rescore-section.ts'

/** Whose evaluation, and who says something about it. */
export type Subject = {
  evaluation_id: string
  application_id: string
  candidate_id: string
  protocol: Protocol
  evaluator_id: string
}

/** A statement, and what it is about. */
export type Scoring = {
  subject: Subject
  statement: EvaluationStatement
  /** The sections of the card that it changes, as they are afterwards. */
  sections: readonly ({ section: EvaluationSection } & NonNullable<ReturnType<typeof rescored>>)[]
  cardId: string
  panelSize: number | null
  facts: EvaluationFacts
}

/** Clients send back the status that they read: keeping open what is decided, or would be, needs a reason to be meant. */
export const staysOpen = ({ verdict, reason }: EvaluationStatement): boolean =>
  verdict === 'in_progress' && reason !== undefined

/** A decided evaluation is taken up again by whoever scores it, or asks for it. */
export function reopened({ status }: OpenEvaluation, { subject, statement, sections }: Scoring): EvaluationEvent[] {
  if (status !== 'completed' && status !== 'rejected') return []
  if (sections.length === 0 && !staysOpen(statement)) return []
  const reason = statement.reason ?? null
  return [{ type: 'EvaluationReopened', data: { ...subject, previous_status: status, reason } }]
}

/** Section by section: what it holds now, and what the whole evaluation comes to with it. */
export function scored(
  state: OpenEvaluation,
  { subject, sections, cardId, panelSize, facts }: Scoring,
): EvaluationEvent[] {
  const { application, rubric } = facts
  const before = state.cards[cardId]
  const others = countingCards(state, cardId)
  const counts = before?.submitted ?? panelSize === null
  let card: Scorecard = before?.sections ?? {}
  return sections.map(({ section, criteria, comments, score, gapLevel }) => {
    card = { ...card, [section]: { criteria, score } }
    return {
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
        ...totalOf(subject.protocol, counts ? [...others, card] : others, rubric),
        application_revision: application.stage === 'submitted' ? application.revision : null,
      },
    }
  })
}

/** A panel's card counts once it is full, or its evaluator is done with it. */
export function handedIn(state: OpenEvaluation, { subject, statement, cardId, facts }: Scoring): EvaluationEvent[] {
  const own = state.cards[cardId]
  if (!own || own.submitted || state.decided) return []
  if (statement.verdict !== 'completed' && !isFullyScored(subject.protocol, [own.sections])) return []
  const total = totalOf(subject.protocol, [...countingCards(state), own.sections], facts.rubric)
  return [{ type: 'ScorecardSubmitted', data: { ...subject, card_id: cardId, ...total } }]
}

/** What cards come to, with the rubric that says so: part of every event that changes the total. */
function totalOf(protocol: Protocol, cards: readonly Scorecard[], rubric: Rubric) {
  const { score, model } = overallOf(protocol, cards, rubric)
  return { overall_score: score, scoring_model: model, weights: rubric.weights, scoring_version: rubric.version }
}
