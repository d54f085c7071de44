import { type EvaluationSection, gridOf, type Protocol } from './evaluation-grid.ts'
import { weightedSections } from './protocol1-criteria.ts'
import { qcmFields, simulationSections } from './protocol2-criteria.ts'
import { mean, type Rubric, weightedScore } from './scoring.ts'

/** One section of a card: scores out of 20 by criterion, and what they come to. */
export type ScoredSection = { criteria: Readonly<Record<string, number>>; score: number | null }
/** One card's scores, by section. */
export type Scorecard = { readonly [Section in EvaluationSection]?: ScoredSection }

export type ScoringModel = 'weighted-sections' | 'global' | 'qcm' | 'simulation'
export type Total = { score: number | null; model: ScoringModel }

/** A section's score over several cards: the mean of those that score it. */
export const meanSection = (cards: readonly Scorecard[], section: EvaluationSection): number | null =>
  mean(cards.flatMap((card) => card[section]?.score ?? []))

/** A criterion's score over several cards: the mean of those that score it. */
export const meanCriterion = (cards: readonly Scorecard[], section: EvaluationSection, field: string): number | null =>
  mean(cards.flatMap((card) => card[section]?.criteria[field] ?? []))

/**
 * What the cards that count come to: by the sections or criteria that the protocol weighs, what is missing counting 0; by
 * a global score only where nothing of that is scored (recruitment §3.4, §3.5).
 */
export function overallOf(protocol: Protocol, cards: readonly Scorecard[], { weights }: Rubric): Total {
  for (const [model, parts] of modelsOf(protocol, cards))
    if (Object.values(parts).some((score) => score !== null)) return { score: weightedScore(parts, weights), model }
  const global = meanSection(cards, 'global')
  return { score: global, model: global === null ? modelsOf(protocol, cards)[0]![0] : 'global' }
}

type Parts = Readonly<Record<string, number | null>>

/** The models of a protocol, the one that prevails first, with what each would weigh. */
function modelsOf(protocol: Protocol, cards: readonly Scorecard[]): (readonly [ScoringModel, Parts])[] {
  const bySection = (sections: readonly EvaluationSection[]): Parts =>
    Object.fromEntries(sections.map((section) => [section, meanSection(cards, section)]))
  if (protocol === 1) return [['weighted-sections', bySection(weightedSections)]]
  const tests = Object.fromEntries(qcmFields.map((field) => [field, meanCriterion(cards, 'qcm', field)]))
  return [
    ['simulation', bySection(simulationSections)],
    ['qcm', tests],
  ]
}

/**
 * Nothing is missing: every section that counts has all its criteria or a figure of its own, or protocol 2's two tests are
 * both there, or there is a global score alone.
 */
export function isFullyScored(protocol: Protocol, cards: readonly Scorecard[]): boolean {
  const isComplete = (section: EvaluationSection) =>
    cards.some((card) => isSectionComplete(protocol, section, card[section]))
  if ((protocol === 1 ? weightedSections : simulationSections).every(isComplete)) return true
  if (protocol === 2 && isComplete('qcm')) return true
  const isEmpty = modelsOf(protocol, cards).every(([, parts]) => Object.values(parts).every((score) => score === null))
  return isEmpty && cards.some(({ global }) => (global?.score ?? null) !== null)
}

function isSectionComplete(protocol: Protocol, section: EvaluationSection, scored: ScoredSection | undefined): boolean {
  if (!scored || scored.score === null) return false
  const given = Object.keys(scored.criteria).length
  const [, grid] = gridOf(protocol).find(([name]) => name === section)!
  return given === 0 || given === grid.criteria.length
}
