import { describe, expect, test } from '@jest/globals'
import { ids, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { recorded } from '@one-hcm/platform/testing/given'
import { openEvaluationOnSubmission } from './open-evaluation-on-submission.ts'
import { policies } from './policies.ts'

test('every policy has a name of its own and reacts to events that exist', () => {
  const names = policies.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { on } of policies) for (const type of on) expect(eventDefinition(type)).toBeDefined()
})

describe('open-evaluation-on-submission', () => {
  test('ApplicationSubmitted → OpenProtocol1Evaluation', () => {
    const event = recorded(`application-${ids.application}`, submitted())
    expect(openEvaluationOnSubmission.on).toEqual(['ApplicationSubmitted'])
    expect(openEvaluationOnSubmission.react(event)).toEqual([
      { type: 'OpenProtocol1Evaluation', applicationId: ids.application, candidateId: ids.candidate },
    ])
  })
})
