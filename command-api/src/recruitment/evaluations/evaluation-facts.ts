import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import { whyNotEvaluated } from '@one-hcm/contracts/recruitment/evaluations/evaluation-actions'
import type { Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { EvaluationState } from './evaluation.ts'

/** What a scoring relies on beside the evaluation itself. */
export type EvaluationFacts = {
  application:
    | { stage: 'none' | 'deleted' }
    | { stage: 'submitted'; status: ApplicationStatus; candidateId: string; revision: number }
  /** How many evaluators the offer wants; null for one. */
  panelSize: number | null
  /** Whether protocol 2 has to wait for protocol 1 still. */
  awaitsProtocol1: boolean
  rubric: Rubric
}

/** Why nothing is said about an evaluation now; undefined when it may be. */
export function whyNotScored(
  state: EvaluationState,
  { application, awaitsProtocol1 }: EvaluationFacts,
): RefusalCode | undefined {
  if (application.stage !== 'submitted') return 'evaluation-not-found'
  const isBegun = state.stage === 'open' && Object.keys(state.cards).length > 0
  return whyNotEvaluated(application.status) ?? (awaitsProtocol1 && !isBegun ? 'protocol1-not-completed' : undefined)
}
