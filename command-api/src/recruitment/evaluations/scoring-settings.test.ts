import { expect, test } from '@jest/globals'
import { evaluationSettings } from './scoring-settings.ts'

const configured = (changes: Partial<Parameters<typeof evaluationSettings>[0]> = {}) =>
  evaluationSettings({
    SCORING_WEIGHTS_P1: [0.2, 0.4, 0.4],
    SCORING_WEIGHTS_P2: [0.5, 0.2, 0.3],
    SCORING_PASS_MARK: 10,
    PROTOCOL2_AWAITS_PROTOCOL1: true,
    ...changes,
  })

test('the default rubrics keep their version, any other is named by what it says', () => {
  const { protocol1, protocol2 } = configured()
  expect([protocol1.version, protocol2.version]).toEqual(['1', '1'])
  expect(configured({ SCORING_WEIGHTS_P1: [0.1, 0.2, 0.7], SCORING_PASS_MARK: 12 }).protocol1).toEqual({
    version: '0.1/0.2/0.7 pass 12',
    weights: { documentary: 0.1, mtp: 0.2, interview: 0.7 },
    passMark: 12,
  })
  expect(configured({ SCORING_WEIGHTS_P2: [0.4, 0.3, 0.3] }).protocol2).toEqual({
    version: '0.4/0.3/0.3 pass 10',
    weights: { qcm_role_score: 0.5, qcm_codir_score: 0.5, situation: 0.4, performance: 0.3, competence: 0.3 },
    passMark: 10,
  })
  expect(configured({ SCORING_PASS_MARK: 11 }).protocol1.version).not.toBe('1')
})
