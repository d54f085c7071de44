import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import type { Protocol1State } from './protocol1.ts'

export type OpenProtocol1Evaluation = { applicationId: string; candidateId: string; automatically: boolean }

/** An evaluation is opened once, with the submission or by whoever scores first (recruitment §3.4). */
export function openProtocol1(state: Protocol1State, command: OpenProtocol1Evaluation): Decision<EvaluationEvent> {
  return state.stage === 'none' ? [started(command)] : []
}

export const started = ({
  applicationId,
  candidateId,
  automatically,
}: OpenProtocol1Evaluation): Extract<EvaluationEvent, { type: 'EvaluationStarted' }> => ({
  type: 'EvaluationStarted',
  data: {
    evaluation_id: applicationId,
    application_id: applicationId,
    candidate_id: candidateId,
    protocol: 1,
    opened_automatically: automatically,
  },
})
