import type pg from 'pg'
import { every } from '../lifecycle/every.ts'
import type { Service } from '../lifecycle/service.ts'
import type { Logger } from '../logging/logger.ts'

/** Tells those that outlive a request when their session ended. */
export type SessionWatch = Service & {
  /** `onEnded` is called once; the function returned ends the watch. */
  watch(sessionId: string, onEnded: () => void): () => void
}

/** Milliseconds between two looks, and without a look that succeeded until nobody is believed any more. */
const LOOK_EVERY_MS = 1_500
const BELIEVED_MS = 4_500

/**
 * Looks at all watched sessions at once, in one statement: a session that was closed is known within two seconds. A
 * database that cannot be asked ends them all before five.
 */
export function createSessionWatch(pool: pg.Pool, logger: Logger): SessionWatch {
  const watched = new Map<string, Set<() => void>>()
  let lookedAt = performance.now()

  const end = (sessionId: string) => {
    const callbacks = watched.get(sessionId) ?? []
    watched.delete(sessionId)
    for (const callback of callbacks) callback()
  }

  const look = async () => {
    if (watched.size === 0) {
      lookedAt = performance.now()
      return
    }
    const asked = [...watched.keys()]
    const live = await Promise.race([liveOf(pool, asked), late(BELIEVED_MS - LOOK_EVERY_MS)]).catch(() => undefined)
    if (live) {
      lookedAt = performance.now()
      for (const sessionId of asked) if (!live.has(sessionId)) end(sessionId)
    } else if (performance.now() - lookedAt > BELIEVED_MS - LOOK_EVERY_MS) for (const sessionId of asked) end(sessionId)
  }

  return {
    ...every(LOOK_EVERY_MS, 'watch of sessions', look, logger),
    watch: (sessionId, onEnded) => {
      const callbacks = watched.get(sessionId) ?? new Set()
      watched.set(sessionId, callbacks.add(onEnded))
      return () => {
        callbacks.delete(onEnded)
        if (callbacks.size === 0) watched.delete(sessionId)
      }
    },
  }
}

async function liveOf(pool: pg.Pool, sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ session_id: string }>({
    name: 'sessions-are-live',
    text: `select session_id from hcm.sessions
           where session_id = any($1::uuid[]) and revoked_at is null and expires_at > now()`,
    values: [sessionIds],
  })
  return new Set(rows.map(({ session_id }) => session_id))
}

const late = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref()
  })
