import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { whyNoCard } from '@one-hcm/contracts/recruitment/evaluations/evaluation-actions'
import { gridOf, type Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import type { EvaluationStatement } from '@one-hcm/contracts/recruitment/evaluations/evaluation-statement'
import { decided } from './decide-evaluation.ts'
import { type EvaluationState, evolve, type OpenEvaluation } from './evaluation.ts'
import { type EvaluationFacts, whyNotScored } from './evaluation-facts.ts'
import { notedBeside } from './note-beside.ts'
import { rescored } from './rescore-section.ts'
import { handedIn, reopened, type Scoring, scored } from './score-card.ts'

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

/** What a statement leads to, in this order; each sees what came of the one before it. */
const steps: readonly ((state: OpenEvaluation, scoring: Scoring) => Decision<EvaluationEvent>)[] = [
  reopened,
  scored,
  handedIn,
  notedBeside,
  decided,
]

/** What a statement changes: the card, what stands beside it, and whether the evaluation is decided. */
export function stated(
  before: OpenEvaluation,
  { protocol, applicationId, evaluatorId, statement }: ScoreEvaluation,
  facts: EvaluationFacts,
): Decision<EvaluationEvent> {
  const panelSize = before.panelSize === undefined ? facts.panelSize : before.panelSize
  const cardId = cardOf(before, evaluatorId, panelSize)
  const sections = gridOf(protocol).flatMap(([section]) => {
    const scored = rescored(before.cards[cardId], section, statement)
    return scored ? [{ section, ...scored }] : []
  })
  const closed = whyNoCard({ decided: before.decided, panelSize, hasCard: before.cards[cardId]?.submitted === true })
  if (sections.length > 0 && closed) return refuse(closed)

  const subject = {
    evaluation_id: applicationId,
    application_id: applicationId,
    candidate_id: before.candidateId,
    protocol,
    evaluator_id: evaluatorId,
  }
  const scoring: Scoring = { subject, statement, sections, cardId, panelSize, facts }
  const events: EvaluationEvent[] = []
  let state = before
  for (const step of steps) {
    const happened = step(state, scoring)
    if (isRefusal(happened)) return happened
    events.push(...happened)
    state = happened.reduce<EvaluationState>(evolve, state) as OpenEvaluation
  }
  return events
}

/** One's own card with a panel; without one, the card that is there, corrected by whoever comes. */
function cardOf({ cards }: OpenEvaluation, evaluatorId: string, panelSize: number | null): string {
  if (panelSize !== null || cards[evaluatorId]) return evaluatorId
  return Object.keys(cards)[0] ?? evaluatorId
}
