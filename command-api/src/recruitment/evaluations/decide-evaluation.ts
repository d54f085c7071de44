import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { whyNotClosed } from '@one-hcm/contracts/recruitment/evaluations/evaluation-actions'
import { isFullyScored } from '@one-hcm/contracts/recruitment/evaluations/scorecards'
import type { Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import { countingCards, type OpenEvaluation } from './evaluation.ts'
import { type Scoring, type Subject, staysOpen } from './score-card.ts'

/** Whether the evaluation is decided with a statement: rejected, completed, or not yet. */
export function decided(state: OpenEvaluation, scoring: Scoring): Decision<EvaluationEvent> {
  const { subject, statement, panelSize, facts } = scoring
  if (statement.verdict === 'rejected')
    return state.status === 'rejected'
      ? []
      : [{ type: 'EvaluationRejected', data: { ...subject, reason: statement.reason ?? null } }]
  if (state.status === 'completed') return []
  if (statement.closePanel) {
    const refused = whyNotClosed({ panelSize, submittedCards: countingCards(state).length })
    if (refused) return refuse(refused)
  }
  return !staysOpen(statement) && isDone(state, scoring) ? [completed(subject, state, facts.rubric)] : []
}

/**
 * Whether the evaluation is done: a panel by its number of cards or because it is closed, any other when an evaluator says so
 * or what was scored now left nothing missing.
 */
function isDone(state: OpenEvaluation, { statement, sections, panelSize }: Scoring): boolean {
  const { verdict, closePanel } = statement
  const isScoredNow = sections.length > 0
  const counting = countingCards(state)
  if (panelSize === null) return verdict === 'completed' || (isScoredNow && isFullyScored(state.protocol, counting))
  if (closePanel) return true
  // A correction of a panel that had concluded completes it anew, however many cards it has.
  const isEnough = counting.length >= panelSize || (state.decided && counting.length > 0)
  return isEnough && (isScoredNow || verdict === 'completed')
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
