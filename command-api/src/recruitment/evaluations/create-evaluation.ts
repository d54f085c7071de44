import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { type EvaluationState, opened } from './evaluation.ts'
import { type EvaluationFacts, whyNotScored } from './evaluation-facts.ts'
import { started } from './open-evaluation.ts'
import { type ScoreEvaluation, stated } from './score-evaluation.ts'

/**
 * The first scoring of an application; whoever comes second changes the evaluation that is there (D-22), unless a panel waits
 * for a card of theirs.
 */
export function createEvaluation(
  state: EvaluationState,
  command: ScoreEvaluation,
  facts: EvaluationFacts,
): Decision<EvaluationEvent> {
  const { application } = facts
  if (application.stage !== 'submitted') return refuse('application-not-found')
  const refused = whyNotScored(state, facts)
  if (refused) return refuse(refused)
  if (state.stage === 'open') {
    const { cards, panelSize, status } = state
    const isBegun = Object.keys(cards).length > 0 || status !== 'pending'
    const mayJoin = typeof panelSize === 'number' && cards[command.evaluatorId] === undefined
    return isBegun && !mayJoin ? refuse('evaluation-exists') : stated(state, command, facts)
  }
  const { protocol, applicationId } = command
  const { candidateId } = application
  const first = stated(opened(protocol, candidateId), command, facts)
  if ('refused' in first) return first
  return [started({ protocol, applicationId, candidateId, automatically: false }), ...first]
}
