import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { definePolicy } from './policy.ts'

/** The recruiter of the offer hears that an evaluation is done; the candidate does not (recruitment §5.2). */
export const notifyRecruiterOnEvaluation = definePolicy<Extract<EvaluationEvent, { type: 'EvaluationCompleted' }>>({
  name: 'notify-recruiter-on-evaluation',
  on: ['EvaluationCompleted'],
  react: ({ id, data }) => [{ type: 'NotifyRecruiter', applicationId: data.application_id, sourceEventId: id }],
})
