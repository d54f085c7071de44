import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import type { Protocol1Scoring } from '@one-hcm/contracts/recruitment/evaluations/protocol1-scoring'
import { started } from './open-protocol1.ts'
import { opened, type Protocol1State } from './protocol1.ts'
import { type ScoreProtocol1, stated } from './score-protocol1.ts'

/** What the first scoring relies on beside the evaluation itself; the candidate is undefined without an application. */
export type EvaluationFacts = { candidateId: string | undefined; scoring: Protocol1Scoring }

/** The first scoring of an application; whoever comes second changes the evaluation that is there (D-22). */
export function createProtocol1(
  state: Protocol1State,
  command: ScoreProtocol1,
  { candidateId, scoring }: EvaluationFacts,
): Decision<EvaluationEvent> {
  if (candidateId === undefined) return refuse('application-not-found')
  if (state.stage === 'open') {
    if (Object.keys(state.cards).length > 0) return refuse('evaluation-exists')
    return stated(state, command, scoring)
  }
  const opening = started({ applicationId: command.applicationId, candidateId, automatically: false })
  return [opening, ...stated(opened(candidateId), command, scoring)]
}
