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
    let lost = false
    const onLost = (error?: Error) => {
      if (lost || stopped) return
      lost = true
      log.warn({ err: error }, 'postgresql listener lost its connection')
      next.end().catch(() => {})
      schedule()
    }
    next.on('error', onLost)
    next.on('end', () => onLost())
    next.on('notification', ({ channel, payload }) => {
      for (const callback of callbacks.get(channel) ?? []) callback(payload ?? '')
    })
    await next.connect()
    for (const channel of callbacks.keys()) await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
    for (const list of callbacks.values()) for (const callback of list) callback(undefined)
  }

  const schedule = () => {
    retry = setTimeout(() => {
      connect().catch((error: Error) => {
        log.warn({ err: error }, 'postgresql listener cannot connect')
        if (!stopped) schedule()
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
