import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { type EvaluationEvent, evaluationEvents } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { foldProtocol1, type Protocol1Row } from '@one-hcm/contracts/recruitment/evaluations/protocol1.row'
import { defineProjection } from '../../engine/projection.ts'

/** Evaluations by protocol 1, one row each under their application's id. */
export const protocol1EvaluationsProjection = defineProjection<Protocol1Row, Recorded<EvaluationEvent>>({
  table: 'protocol1_evaluations',
  version: 1,
  events: evaluationEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldProtocol1,
  columns: {
    candidate_id: { type: 'uuid', value: (row) => row.candidate_id },
    status: { type: 'text', value: (row) => row.status },
    overall_score: { type: 'numeric', value: (row) => row.overall_score },
    created_at: { type: 'timestamptz', value: (row) => row.created_at },
  },
  indexes: ['created_at desc, id desc'],
})
