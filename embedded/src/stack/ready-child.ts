import { setTimeout as delay } from 'node:timers/promises'
import type { Child, ChildOptions } from './child.ts'

const startTimeoutMs = 60_000

/** Why a child did not come up: `said` holds its last lines, `code` is EADDRINUSE when its port was taken. */
export interface StartFailure extends Error {
  said: string
  code?: string
}

/**
 * Starts a child and resolves once it has printed the line that means "ready". Rejects with a StartFailure when it ends
 * before, or is not ready after a minute; it is gone then.
 */
export async function startUntilReady<Program extends ChildOptions>(
  start: (program: Program) => Promise<Child>,
  program: Program,
  isReady: (line: string) => boolean,
): Promise<Child> {
  const lines: string[] = []
  let running = false
  const ready = Promise.withResolvers<undefined>()
  const child = await start({
    ...program,
    onLine(line) {
      if (!running) lines.push(line)
      if (isReady(line)) ready.resolve(undefined)
      program.onLine?.(line)
    },
    // Until it is ready, its end is this function's answer.
    onUnexpectedEnd: (sentence) => running && program.onUnexpectedEnd?.(sentence),
  })
  const timer = new AbortController()
  const tooLate = delay(startTimeoutMs, `was not ready after ${startTimeoutMs / 1_000} s`, { signal: timer.signal })
  const ended = await Promise.race([ready.promise, child.ended, tooLate])
  tooLate.catch(() => undefined)
  timer.abort()
  if (ended === undefined) {
    running = true
    return child
  }
  await child.stop()
  const said = lines.slice(-5).join(' | ')
  const failure: StartFailure = Object.assign(new Error(`${program.name} did not start: it ${ended}. ${said}`), {
    said,
  })
  if (/EADDRINUSE|address already in use|No address added/i.test(said)) failure.code = 'EADDRINUSE'
  throw failure
}
