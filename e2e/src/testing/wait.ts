import { setTimeout as delay } from 'node:timers/promises'

const LOOK_EVERY_MS = 50

/** Resolves with the first result that is not undefined or false; fails, naming what was waited for, when it is late. */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 30_000,
): Promise<T> {
  for (const deadline = performance.now() + withinMs; ; await delay(LOOK_EVERY_MS)) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for ${what}`)
  }
}
