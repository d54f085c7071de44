import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { whyNotEvaluated } from '@one-hcm/contracts/recruitment/evaluations/evaluation-actions'
import { type EvaluationState, opened } from './evaluation.ts'
import type { EvaluationFacts } from './evaluation-facts.ts'

export type ResetEvaluation = {
  applicationId: string
  resetBy: string
  reason: string
  /** Revision of the application's correction that demands it: what was cleared or begun since then is left alone. */
  demandedAt?: number
}

/** All that was said is cleared, for a reason, and the evaluation begins anew; history keeps what was. */
export function resetEvaluation(
  state: EvaluationState,
  { applicationId, resetBy, reason, demandedAt }: ResetEvaluation,
  { application }: Pick<EvaluationFacts, 'application'>,
): Decision<EvaluationEvent> {
  if (state.stage === 'none' || application.stage !== 'submitted') return refuse('evaluation-not-found')
  const refused = whyNotEvaluated(application.status)
  if (refused) return refuse(refused)
  const { protocol, candidateId, begunAt, clearedAt } = state
  if (demandedAt !== undefined && (demandedAt <= clearedAt || demandedAt < begunAt)) return []
  if (JSON.stringify(state) === JSON.stringify({ ...opened(protocol, candidateId), clearedAt })) return []
  return [
    {
      type: 'EvaluationReset',
      data: {
        evaluation_id: applicationId,
        application_id: applicationId,
        candidate_id: candidateId,
        protocol,
        reset_by: resetBy,
        reason,
        application_revision: demandedAt ?? application.revision,
      },
    },
  ]
}
