import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import type { Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import type { EvaluationState } from './evaluation.ts'

export type OpenEvaluationCommand = {
  protocol: Protocol
  applicationId: string
  candidateId: string
  automatically: boolean
}

/** An evaluation is opened once, with the submission or by whoever scores first (recruitment §3.4). */
export function openEvaluation(state: EvaluationState, command: OpenEvaluationCommand): Decision<EvaluationEvent> {
  return state.stage === 'none' ? [started(command)] : []
}

export const started = ({
  protocol,
  applicationId,
  candidateId,
  automatically,
}: OpenEvaluationCommand): Extract<EvaluationEvent, { type: 'EvaluationStarted' }> => ({
  type: 'EvaluationStarted',
  data: {
    evaluation_id: applicationId,
    application_id: applicationId,
    candidate_id: candidateId,
    protocol,
    opened_automatically: automatically,
  },
})
