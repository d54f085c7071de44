import { expect, test } from '@jest/globals'
import { protocol1Scoring } from './scoring-settings.ts'

test('the default rubric keeps its version, any other is named by what it says', () => {
  expect(protocol1Scoring({ SCORING_WEIGHTS_P1: [0.2, 0.4, 0.4], SCORING_PASS_MARK: 10 })).toMatchObject({
    version: '1',
  })
  expect(protocol1Scoring({ SCORING_WEIGHTS_P1: [0.1, 0.2, 0.7], SCORING_PASS_MARK: 12 })).toEqual({
    version: '0.1/0.2/0.7 pass 12',
    weights: { documentary: 0.1, mtp: 0.2, interview: 0.7 },
    passMark: 12,
  })
  expect(protocol1Scoring({ SCORING_WEIGHTS_P1: [0.2, 0.4, 0.4], SCORING_PASS_MARK: 11 }).version).not.toBe('1')
})
