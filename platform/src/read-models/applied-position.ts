import type { Listener } from '../postgres/listener.ts'

/**
 * Channel on which the projector tells how far it is: `<commit position>:<lag>`, the lag being the greatest age in
 * milliseconds that an event not yet applied can have.
 */
export const APPLIED_CHANNEL = 'read_models_applied'
export const appliedPayload = (position: bigint, lagMs: number): string =>
  `${position}:${Math.max(0, Math.round(lagMs))}`

/** How far the live read models are, as told by the projector. */
export type AppliedPosition = {
  /** Resolves with true as soon as the read models contain the position, false after `timeoutMs`. */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean>
  current(): bigint
  /** Greatest age in milliseconds that an event missing from the read models can have; infinite when nothing is known. */
  behindMs(): number
}

/** `readCurrent` is asked after each (re)connection, when notifications may have been lost. */
export function followAppliedPosition(listener: Listener, readCurrent: () => Promise<bigint>): AppliedPosition {
  let current = 0n
  let announcements = 0
  let completeUntil = Number.NEGATIVE_INFINITY
  const waiting = new Set<{ position: bigint; resolve: () => void }>()

  const advance = (position: bigint) => {
    // A rebuilt generation may take over a little behind its predecessor: positions can also fall.
    current = position
    for (const waiter of waiting)
      if (waiter.position <= position) {
        waiting.delete(waiter)
        waiter.resolve()
      }
  }

  listener.on(APPLIED_CHANNEL, (payload) => {
    if (payload === undefined) {
      const before = announcements
      // What is announced while the question is under way is newer than its answer.
      readCurrent().then(
        (position) => announcements === before && advance(position),
        () => {},
      )
      return
    }
    announcements += 1
    const [position, lagMs] = payload.split(':')
    completeUntil = performance.now() - Number(lagMs)
    advance(BigInt(position!))
  })

  return {
    current: () => current,
    behindMs: () => performance.now() - completeUntil,
    waitFor: (position, timeoutMs) => {
      if (position <= current) return Promise.resolve(true)
      return new Promise((resolve) => {
        const waiter = {
          position,
          resolve: () => {
            clearTimeout(timer)
            resolve(true)
          },
        }
        const timer = setTimeout(() => {
          waiting.delete(waiter)
          resolve(false)
        }, timeoutMs)
        waiting.add(waiter)
      })
    },
  }
}
