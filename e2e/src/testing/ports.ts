import { randomInt } from 'node:crypto'
import { choosePort } from '@one-hcm/embedded/stack/ports'

/**
 * Below the range that the kernel hands out by itself: a port that is free for the length of a restart could otherwise
 * become the near end of somebody's connection.
 */
const LOWEST = 15_000
const HIGHEST = 32_000
const TRIES = 50

/** As many different free ports as asked for. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>()
  for (let tries = 0; found.size < count; tries += 1) {
    if (tries > TRIES + count) throw new Error('No free ports')
    const wanted = randomInt(LOWEST, HIGHEST)
    try {
      found.add(await choosePort({ name: 'PORT', wanted, explicit: true }))
    } catch {
      // Taken: another one.
    }
  }
  return [...found]
}
