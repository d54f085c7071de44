import { protocol1Grid, type WeightedSection, weightedSections } from './protocol1-criteria.ts'

export type Protocol1Weights = Readonly<Record<WeightedSection, number>>

/** How sections become one score: versioned configuration, recorded in every scoring event (recruitment §3.4, D-04). */
export type Protocol1Scoring = {
  /** Names this configuration in events; raised whenever a weight or the pass mark changes. */
  readonly version: string
  /** Shares of the three sections in the overall score; they add up to 1. */
  readonly weights: Protocol1Weights
  /** Overall score, 0 to 20, from which an evaluation counts as passed. */
  readonly passMark: number
}

/** 20/40/40 and 10 out of 20. */
export const defaultProtocol1Scoring: Protocol1Scoring = {
  version: '1',
  weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
  passMark: 10,
}

/** One section of one evaluator's card: scores out of 20 by criterion, and what they come to. */
export type ScoredSection = { criteria: Readonly<Record<string, number>>; score: number | null }
/** One evaluator's scores, by section. */
export type Scorecard = { readonly [Section in keyof typeof protocol1Grid]?: ScoredSection }

export type ScoringModel = 'weighted-sections' | 'global'

/** Scores have two decimals. Sums are made of hundredths, so that halves round up whatever binary fractions say. */
const hundredths = (score: number): number => Math.round(score * 100)
export const toScore = (value: number): number => hundredths(value) / 100

export function mean(scores: readonly number[]): number | null {
  if (scores.length === 0) return null
  const sum = scores.reduce((total, score) => total + hundredths(score), 0)
  return Math.round(sum / scores.length) / 100
}

/** A section's score: the mean of the criteria that are there; the client's own figure only where there are none. */
export const sectionScore = (criteria: Readonly<Record<string, number>>, given: number | null): number | null =>
  mean(Object.values(criteria)) ?? given

/** Weights are shares with up to four decimals. */
const WEIGHT_UNITS = 10_000

/** `round2(Σ weight · section)`, a missing section counting 0 (recruitment §3.4). */
export function weightedScore(
  sections: Readonly<Partial<Record<WeightedSection, number | null>>>,
  weights: Protocol1Weights,
): number {
  const sum = weightedSections.reduce(
    (total, section) => total + Math.round(weights[section] * WEIGHT_UNITS) * hundredths(sections[section] ?? 0),
    0,
  )
  return Math.round(sum / WEIGHT_UNITS) / 100
}

/** What several evaluators' cards come to: the mean per section, weighted; a global score only where no section is. */
export function overallOf(
  cards: readonly Scorecard[],
  weights: Protocol1Weights,
): { score: number | null; model: ScoringModel } {
  const sections = meanSections(cards)
  if (!areEmpty(sections)) return { score: weightedScore(sections, weights), model: 'weighted-sections' }
  const global = mean(cards.flatMap(({ global }) => global?.score ?? []))
  return { score: global, model: global === null ? 'weighted-sections' : 'global' }
}

export const meanSections = (cards: readonly Scorecard[]): Record<WeightedSection, number | null> => ({
  documentary: mean(cards.flatMap(({ documentary }) => documentary?.score ?? [])),
  mtp: mean(cards.flatMap(({ mtp }) => mtp?.score ?? [])),
  interview: mean(cards.flatMap(({ interview }) => interview?.score ?? [])),
})

/** Nothing is missing: every section has all its criteria or a figure of its own, or there is a global score alone. */
export function isFullyScored(cards: readonly Scorecard[]): boolean {
  const scored = weightedSections.filter((section) => cards.some((card) => isComplete(section, card[section])))
  if (scored.length === weightedSections.length) return true
  return cards.some(({ global }) => (global?.score ?? null) !== null) && areEmpty(meanSections(cards))
}

const areEmpty = (sections: Record<WeightedSection, number | null>): boolean =>
  weightedSections.every((section) => sections[section] === null)

function isComplete(section: WeightedSection, scored: ScoredSection | undefined): boolean {
  if (!scored || scored.score === null) return false
  const given = Object.keys(scored.criteria).length
  return given === 0 || given === protocol1Grid[section].criteria.length
}
