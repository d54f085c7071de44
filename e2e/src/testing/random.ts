/** Reproducible chance: the same seed gives the same sequence (mulberry32). */
export type Random = {
  /** In [0, 1). */
  next(): number
  /** In [0, below). */
  integer(below: number): number
  pick<T>(from: readonly T[]): T
  chance(probability: number): boolean
  /** Sequences of their own, so that what one part draws does not shift another's. */
  fork(name: string): Random
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (below: number) => Math.floor(next() * below)
  return {
    next,
    integer,
    pick: (from) => {
      const chosen = from[integer(from.length)]
      if (chosen === undefined) throw new Error('Nothing to pick from')
      return chosen
    },
    chance: (probability) => next() < probability,
    fork: (name) => createRandom([...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), seed)),
  }
}
