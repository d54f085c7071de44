import { expect, test } from '@jest/globals'
import { recorded } from '@one-hcm/platform/testing/given'
import { notifyRecruiterOnEvaluation } from './notify-recruiter-on-evaluation.ts'

test('EvaluationCompleted → NotifyRecruiter, without a word of the score', () => {
  const event = recorded('protocol1-application-1', {
    type: 'EvaluationCompleted',
    data: { application_id: 'application-1', overall_score: 14 },
  })
  expect(notifyRecruiterOnEvaluation.on).toEqual(['EvaluationCompleted'])
  expect(notifyRecruiterOnEvaluation.react(event)).toEqual([
    { type: 'NotifyRecruiter', applicationId: 'application-1', sourceEventId: event.id },
  ])
})
