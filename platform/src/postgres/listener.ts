import pg from 'pg'
import type { Logger } from '../logging/logger.ts'

/** Milliseconds between a lost connection and the next try. */
const RECONNECT_MS = 500

export type Listener = {
  /** Calls back for every notification on the channel, and once after each (re)connection with `undefined`. */
  on(channel: string, callback: (payload: string | undefined) => void): void
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * PostgreSQL notifications on a connection of its own. Notifications sent while it is away are lost, so every
 * subscriber is told about each new connection and re-reads what it waits for.
 */
export function createListener(url: string, log: Logger): Listener {
  const callbacks = new Map<string, Array<(payload: string | undefined) => void>>()
  let client: pg.Client | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 })
    client = next
    let state: 'connecting' | 'listening' | 'lost' = 'connecting'
    const onLost = (error?: Error) => {
      const former = state
      state = 'lost'
      // One that fails before it listens is its caller's failure: a second retry from here would multiply (P13).
      if (former !== 'listening' || stopped) return
      log.warn({ err: error }, 'postgresql listener lost its connection')
      next.end().catch(() => {})
      schedule()
    }
    next.on('error', onLost)
    next.on('end', () => onLost())
    next.on('notification', ({ channel, payload }) => {
      for (const callback of callbacks.get(channel) ?? []) callback(payload ?? '')
    })
    try {
      await next.connect()
      for (const channel of callbacks.keys()) await next.query(`listen ${pg.escapeIdentifier(channel)}`)
      if (stopped || isLost(state)) throw new Error('the listener lost its connection while it subscribed')
    } catch (error) {
      state = 'lost'
      next.end().catch(() => {})
      throw error
    }
    state = 'listening'
    for (const list of callbacks.values()) for (const callback of list) callback(undefined)
  }

  const schedule = () => {
    if (stopped) return
    retry = setTimeout(() => {
      connect().catch((error: Error) => {
        if (stopped) return
        log.warn({ err: error }, 'postgresql listener cannot connect')
        schedule()
      })
    }, RECONNECT_MS)
  }

  return {
    on: (channel, callback) => {
      callbacks.set(channel, [...(callbacks.get(channel) ?? []), callback])
    },
    start: connect,
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}

/** The state is changed by events meanwhile, which the compiler does not see. */
const isLost = (state: string): boolean => state === 'lost'
