import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { categoryOfStream, idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { type EvaluationEvent, evaluationEvents } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { type EvaluationRow, foldEvaluation } from '@one-hcm/contracts/recruitment/evaluations/evaluation.row'
import { publicScore } from '@one-hcm/contracts/recruitment/evaluations/evaluation-view'
import { defineProjection } from '../../engine/projection.ts'

/**
 * Evaluations, one row per application and protocol. Both go by their application's id; here that of protocol 2 is derived
 * from it, because two streams have no row in common.
 */
export const evaluationsProjection = defineProjection<EvaluationRow, Recorded<EvaluationEvent>>({
  table: 'evaluations',
  version: 1,
  events: evaluationEvents.map(({ type }) => type),
  key: ({ stream }) => (categoryOfStream(stream) === 'protocol1' ? idOfStream(stream) : deriveId('evaluation', stream)),
  fold: foldEvaluation,
  columns: {
    application_id: { type: 'uuid', value: (row) => row.application_id },
    protocol: { type: 'integer', value: (row) => row.protocol },
    status: { type: 'text', value: (row) => row.status },
    passed: { type: 'boolean', value: (row) => row.passed },
    // What averages and lists may show to everybody: nothing of a panel at work.
    overall_score: { type: 'numeric', value: publicScore },
    created_at: { type: 'timestamptz', value: (row) => row.created_at },
  },
  indexes: ['application_id, protocol', 'protocol, status'],
})
