/** How sections become one score: versioned configuration, recorded in every scoring event (recruitment §3.4, D-04). */
export type Rubric = {
  /** Names this configuration in events; raised whenever a weight or the pass mark changes. */
  readonly version: string
  /** Shares in the total, by section or criterion; those of one model add up to 1. */
  readonly weights: Readonly<Record<string, number>>
  /** Overall score, 0 to 20, from which an evaluation counts as passed. */
  readonly passMark: number
}

/** 20/40/40 and 10 out of 20. */
export const defaultProtocol1Rubric: Rubric = {
  version: '1',
  weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
  passMark: 10,
}

/** Half and half for the two tests, 50/20/30 for the simulation, and 10 out of 20. */
export const defaultProtocol2Rubric: Rubric = {
  version: '1',
  weights: { qcm_role_score: 0.5, qcm_codir_score: 0.5, situation: 0.5, performance: 0.2, competence: 0.3 },
  passMark: 10,
}

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

/** `round2(Σ weight · part)`, a missing part counting 0 (recruitment §3.4). */
export function weightedScore(
  parts: Readonly<Record<string, number | null | undefined>>,
  weights: Readonly<Record<string, number>>,
): number {
  const sum = Object.entries(parts).reduce(
    (total, [part, score]) => total + Math.round((weights[part] ?? 0) * WEIGHT_UNITS) * hundredths(score ?? 0),
    0,
  )
  return Math.round(sum / WEIGHT_UNITS) / 100
}

/** The share of each protocol in what a candidate is worth altogether (recruitment §3.5). */
export const synthesisWeights = { protocol1: 0.4, protocol2: 0.6 } as const

/** Both protocols' scores in one, out of 20; null while one of them is missing. */
export const globalScore = (protocol1: number | null, protocol2: number | null): number | null =>
  protocol1 === null || protocol2 === null ? null : weightedScore({ protocol1, protocol2 }, synthesisWeights)

/** Names `synthesisWeights` in events. */
export const synthesisVersion = '1'
