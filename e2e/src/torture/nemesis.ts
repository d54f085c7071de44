import type { Random } from '../testing/random.ts'
import type { System } from '../testing/system.ts'

/** What will be killed in a round, and when: after so many writes, and so many milliseconds into the next one. */
export type Strike = {
  afterOperations: number
  delayMs: number
  /** A process by name, or all of them at once. */
  victim: string
  /** Killed once more as soon as it is back. */
  again: boolean
}

export const ALL = 'all'

const ALL_SHARE = 0.25
const AGAIN_SHARE = 0.15
/** As long as a write takes, so that kills fall before, between and after append and reply. */
const DELAY_MAX_MS = 40

/** The plan of a round, from the seed alone. The first round kills all, so that even a short run meets lost replies. */
export function planStrike(round: number, processNames: readonly string[], operations: number, random: Random): Strike {
  return {
    afterOperations: Math.floor(operations * (0.15 + 0.7 * random.next())),
    delayMs: random.integer(DELAY_MAX_MS),
    victim: round === 1 || random.chance(ALL_SHARE) ? ALL : random.pick(processNames),
    again: random.chance(AGAIN_SHARE),
  }
}

export const strike = (system: System, victim: string): void =>
  victim === ALL ? system.killAll() : system.kill(victim)
