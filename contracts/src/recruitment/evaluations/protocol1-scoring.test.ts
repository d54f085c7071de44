import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  defaultProtocol1Scoring,
  isFullyScored,
  mean,
  overallOf,
  type Scorecard,
  sectionScore,
  weightedScore,
} from './protocol1-scoring.ts'

const { weights } = defaultProtocol1Scoring
const section = (score: number | null, criteria: Record<string, number> = {}) => ({ criteria, score })

describe('scores', () => {
  test('the shares of the sections make one whole', () =>
    expect(weights.documentary + weights.mtp + weights.interview).toBeCloseTo(1))

  test.each([
    [[], null],
    [[13], 13],
    [[16, 15.5, 13], 14.83],
    [[10, 10.01], 10.01],
    [[0.01, 0.02], 0.02],
  ])('mean of %j is %j', (scores, expected) => expect(mean(scores)).toBe(expected))

  test.each([
    [{ documentary: 20, mtp: 20, interview: 20 }, 20],
    [{ documentary: 14.83, mtp: 12, interview: 12 }, 12.57],
    [{ documentary: 14.83 }, 2.97],
    [{ mtp: 10, interview: null }, 4],
    [{}, 0],
    // 0.2 × 10.03 + 0.4 × 0.01 = 2.010 in decimals; binary fractions make it less.
    [{ documentary: 10.03, mtp: 0.01 }, 2.01],
    [{ documentary: 0.05, mtp: 0.0, interview: 0.01 }, 0.01],
    [{ documentary: 0.01, mtp: 0.01, interview: 0 }, 0.01],
  ])('%j weighs %j', (sections, expected) => expect(weightedScore(sections, weights)).toBe(expected))

  test('always lie between 0 and 20, with two decimals', () => {
    const score = fc.integer({ min: 0, max: 2000 }).map((hundredths) => hundredths / 100)
    fc.assert(
      fc.property(score, score, score, (documentary, mtp, interview) => {
        const overall = weightedScore({ documentary, mtp, interview }, weights)
        expect(overall).toBeGreaterThanOrEqual(0)
        expect(overall).toBeLessThanOrEqual(20)
        expect(Number(overall.toFixed(2))).toBe(overall)
        const exact = (20 * documentary + 40 * mtp + 40 * interview) / 100
        expect(Math.abs(overall - exact)).toBeLessThanOrEqual(0.005 + 1e-9)
      }),
    )
  })

  test('a section counts its criteria, and its own figure without any', () => {
    expect(sectionScore({ cv_score: 12 }, 20)).toBe(12)
    expect(sectionScore({}, 20)).toBe(20)
    expect(sectionScore({}, null)).toBeNull()
  })
})

describe('several evaluators', () => {
  const alone: Scorecard = { documentary: section(10), mtp: section(12), interview: section(14) }

  test('who share the sections come to the score that one alone gives', () => {
    const shared: Scorecard[] = [{ documentary: section(10) }, { mtp: section(12), interview: section(14) }]
    expect(overallOf(shared, weights)).toEqual(overallOf([alone], weights))
  })

  test('who score the same section count alike', () =>
    expect(overallOf([alone, { documentary: section(20) }], weights)).toEqual({
      score: 13.4,
      model: 'weighted-sections',
    }))

  test('a global score stands where no section is scored', () => {
    expect(overallOf([{ global: section(17) }], weights)).toEqual({ score: 17, model: 'global' })
    expect(overallOf([{ global: section(17) }, { mtp: section(10) }], weights).model).toBe('weighted-sections')
    expect(overallOf([{ gap: section(20) }], weights).score).toBeNull()
    expect(overallOf([], weights).score).toBeNull()
  })
})

describe('fully scored', () => {
  const complete: Scorecard = {
    documentary: section(12, { cv_score: 12, diplomes_certificats_score: 12, lettre_motivation_score: 12 }),
    mtp: section(11),
    interview: section(13),
  }
  test.each([
    ['three sections, by criteria or as a whole', [complete], true],
    ['a criterion missing', [{ ...complete, documentary: section(12, { cv_score: 12 }) }], false],
    ['a section missing', [{ ...complete, mtp: undefined }], false],
    ['remarks only in one', [{ ...complete, mtp: section(null) }], false],
    ['shared among two', [{ documentary: complete.documentary }, { mtp: section(1), interview: section(1) }], true],
    ['a global score', [{ global: section(17) }], true],
    ['a global score beside a section', [{ global: section(17), mtp: section(3) }], false],
    ['nothing', [], false],
  ] as [string, Scorecard[], boolean][])('%s', (_, cards, expected) => expect(isFullyScored(cards)).toBe(expected))
})
