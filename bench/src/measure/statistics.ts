/** A figure measured in several rounds: its median, with the range beside it. */
export type Figure = { median: number; min: number; max: number }

export function figureOf(rounds: readonly number[]): Figure {
  const sorted = rounds.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median, min: sorted[0]!, max: sorted.at(-1)! }
}

/** Whether two figures differ for sure: their ranges do not touch (performance §4). */
export const isClear = (a: Figure, b: Figure): boolean => a.max < b.min || b.max < a.min
