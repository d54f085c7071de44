import { randomUUID } from 'node:crypto'
import { createSessionWatch } from '@one-hcm/platform/auth/session-watch'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { createMetrics } from '@one-hcm/platform/observability/metrics'
import type { Listener } from '@one-hcm/platform/postgres/listener'
import { type EventStreamClient, openEventStream } from '@one-hcm/platform/testing/event-stream-client'
import { type Connections, createConnections } from '../live/connections.ts'
import { liveEndpoints } from '../live/live.routes.ts'
import { createLiveFeed, type LiveFeed } from '../live/live-feed.ts'
import { type NotificationReads, type Person, startNotificationReads, token } from './notification-reads.ts'

/** Streams of live updates on a log and read models of a test's own; every `append` is announced. */
export type LiveWorld = NotificationReads & {
  feed: LiveFeed
  connections: Connections
  /** Tells readers that the read models went on, as the projector does. */
  announce(): void
  /** Sessions that stand; all do until they are removed. */
  endSession(sessionId: string): void
  open(as: Person, options?: { query?: string; lastEventId?: string; sessionId?: string }): Promise<EventStreamClient>
}

export async function startLiveWorld(options: { lifetimeMs?: number; beatMs?: number } = {}): Promise<LiveWorld> {
  const callbacks: ((payload: string | undefined) => void)[] = []
  const listener: Listener = {
    on: (_channel, callback) => {
      callbacks.push(callback)
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
  const ended = new Set<string>()
  // The watch asks PostgreSQL; here it is asked which of them have not ended.
  const sessionsPool = {
    query: ({ values }: { values: [string[]] }) =>
      Promise.resolve({ rows: values[0].filter((id) => !ended.has(id)).map((session_id) => ({ session_id })) }),
  }
  const sessions = createSessionWatch(sessionsPool as never, silentLogger())
  const metrics = createMetrics('test')
  const connections = createConnections({ sessions, metrics, lifetimeMs: options.lifetimeMs ?? 600_000 })
  let feed: LiveFeed | undefined
  const announce = () => {
    for (const callback of callbacks) callback('')
  }
  const reads = await startNotificationReads((world) => {
    feed = createLiveFeed({ readModels: world.readModels, listener })
    return liveEndpoints({
      readModels: world.readModels,
      feed,
      connections,
      logger: silentLogger(),
      beatMs: options.beatMs,
    })
  }, announce)
  await sessions.start()
  const open: LiveWorld['open'] = (as, { query = '', lastEventId, sessionId = randomUUID() } = {}) =>
    openEventStream(`${reads.origin}/api/v1/live/events?${query}`, {
      Authorization: `Bearer ${token(as, sessionId)}`,
      ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
    })
  return {
    ...reads,
    append: async (...parameters) => {
      const events = await reads.append(...parameters)
      announce()
      return events
    },
    feed: feed!,
    connections,
    announce,
    endSession: (sessionId) => ended.add(sessionId),
    open,
    stop: async () => {
      connections.close()
      await sessions.stop()
      await feed!.stop()
      await reads.stop()
    },
  }
}
