import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { definePolicy } from './policy.ts'

/** Every application is evaluated: its evaluation by protocol 1 opens with its submission (recruitment §3.4). */
export const openEvaluationOnSubmission = definePolicy<Extract<ApplicationEvent, { type: 'ApplicationSubmitted' }>>({
  name: 'open-evaluation-on-submission',
  on: ['ApplicationSubmitted'],
  react: ({ data }) => [
    { type: 'OpenProtocol1Evaluation', applicationId: data.application_id, candidateId: data.candidate_id },
  ],
})
