import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isFullyScored, overallOf, type Scorecard } from './scorecards.ts'
import {
  defaultProtocol1Rubric,
  defaultProtocol2Rubric,
  globalScore,
  mean,
  sectionScore,
  weightedScore,
} from './scoring.ts'

const { weights } = defaultProtocol1Rubric
const overall1 = (cards: readonly Scorecard[]) => overallOf(1, cards, defaultProtocol1Rubric)
const overall2 = (cards: readonly Scorecard[]) => overallOf(2, cards, defaultProtocol2Rubric)
const section = (score: number | null, criteria: Record<string, number> = {}) => ({ criteria, score })

describe('D-04 scores', () => {
  test('20/40/40 make one whole, and the pass mark is 10 of 20', () => {
    expect(defaultProtocol1Rubric).toEqual({
      version: '1',
      weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
      passMark: 10,
    })
  })

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
    expect(overall1(shared)).toEqual(overall1([alone]))
  })

  test('who score the same section count alike', () =>
    expect(overall1([alone, { documentary: section(20) }])).toEqual({
      score: 13.4,
      model: 'weighted-sections',
    }))

  test('a global score stands where no section is scored', () => {
    expect(overall1([{ global: section(17) }])).toEqual({ score: 17, model: 'global' })
    expect(overall1([{ global: section(17) }, { mtp: section(10) }]).model).toBe('weighted-sections')
    expect(overall1([{ gap: section(20) }]).score).toBeNull()
    expect(overall1([]).score).toBeNull()
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
  ] as [string, Scorecard[], boolean][])('%s', (_, cards, expected) => expect(isFullyScored(1, cards)).toBe(expected))
})

describe('protocol 2', () => {
  const qcm = (criteria: Record<string, number>) => ({ qcm: section(mean(Object.values(criteria)), criteria) })
  const simulation: Scorecard = {
    situation: section(16, { jeu_de_role_score: 16, jeu_codir_score: 16 }),
    performance: section(12, { fiche_kpis_score: 12, fiche_kris_score: 12, fiche_kcis_score: 12 }),
    competence: section(8, { gap_competences_score: 8, plan_formation_score: 8 }),
  }

  test('two tests weigh half each, a missing one counts 0', () => {
    expect(overall2([qcm({ qcm_role_score: 16, qcm_codir_score: 13 })])).toEqual({ score: 14.5, model: 'qcm' })
    expect(overall2([qcm({ qcm_role_score: 16 })])).toEqual({ score: 8, model: 'qcm' })
  })

  test('the simulation weighs 50/20/30, and prevails over the tests as soon as it is scored', () => {
    expect(overall2([simulation])).toEqual({ score: 12.8, model: 'simulation' })
    expect(overall2([{ ...qcm({ qcm_role_score: 20, qcm_codir_score: 20 }), situation: section(10) }])).toEqual({
      score: 5,
      model: 'simulation',
    })
  })

  test('an older client’s one score stands where nothing else is', () => {
    expect(overall2([{ global: section(17) }])).toEqual({ score: 17, model: 'global' })
    expect(overall2([]).score).toBeNull()
  })

  test.each([
    ['both tests', [qcm({ qcm_role_score: 16, qcm_codir_score: 13 })], true],
    ['one test', [qcm({ qcm_role_score: 16 })], false],
    ['all seven criteria', [simulation], true],
    ['six of seven', [{ ...simulation, competence: section(8, { gap_competences_score: 8 }) }], false],
    [
      'the three older section scores',
      [{ situation: section(1), performance: section(2), competence: section(3) }],
      true,
    ],
    ['a global score', [{ global: section(17) }], true],
    ['nothing', [], false],
  ] as [string, Scorecard[], boolean][])('fully scored: %s', (_, cards, expected) =>
    expect(isFullyScored(2, cards)).toBe(expected),
  )

  test('both protocols together: 40 % and 60 %, nothing while one is missing', () => {
    expect(globalScore(12, 15)).toBe(13.8)
    expect(globalScore(null, 15)).toBeNull()
    expect(globalScore(12, null)).toBeNull()
  })
})
