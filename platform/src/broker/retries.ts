/** How often, and after how long, a failed event is tried again. */
export type Retries = {
  /** Tries in all, the first included. */
  readonly attemptsMax: number
  /** Milliseconds to wait after the first, second… failed try; the last one counts for all that follow. */
  readonly delaysMs: readonly number[]
}

/** Outlasts an outage of about six minutes of what a handler needs. */
export const RETRY_DELAYS_MS: readonly number[] = [1_000, 5_000, 30_000, 60_000]
export const ATTEMPTS_MAX = 10
export const PREFETCH = 20

/** Milliseconds until the next try after `attempts` failed ones; undefined when there is none left. */
export const retryDelay = ({ attemptsMax, delaysMs }: Retries, attempts: number): number | undefined =>
  attempts >= attemptsMax ? undefined : (delaysMs[Math.min(attempts, delaysMs.length) - 1] ?? 0)
