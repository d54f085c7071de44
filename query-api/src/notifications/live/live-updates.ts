import type { Authenticator } from '@one-hcm/platform/auth/authenticate'
import { createSessionWatch } from '@one-hcm/platform/auth/session-watch'
import type { StreamTickets } from '@one-hcm/platform/auth/stream-tickets'
import type { Streams } from '@one-hcm/platform/http/api-service'
import type { Caller, Endpoint } from '@one-hcm/platform/http/exchange'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { createConnections } from './connections.ts'
import { liveEndpoints } from './live.routes.ts'
import { createLiveFeed } from './live-feed.ts'
import { createNotificationSocket } from './notification-socket.ts'

const MINUTE_MS = 60_000

export type LiveUpdates = {
  endpoints: readonly Endpoint[]
  redeemTicket(ticket: string): Promise<Caller | undefined>
  streams(authenticate: Authenticator): Streams
  services: readonly Service[]
}

/** Server-sent events and the WebSocket of existing clients, on one feed and one list of connections. */
export function createLiveUpdates(options: {
  foundation: Foundation
  readModels: ReadModels
  tickets: StreamTickets
}): LiveUpdates {
  const { foundation, readModels, tickets } = options
  const { pool, listener, logger, metrics, settings } = foundation
  const feed = createLiveFeed({ readModels, listener })
  const sessions = createSessionWatch(pool, logger)
  const connections = createConnections({
    sessions,
    metrics,
    lifetimeMs: settings.ACCESS_TOKEN_EXPIRE_MINUTES * MINUTE_MS,
  })
  return {
    endpoints: liveEndpoints({ readModels, feed, connections, logger }),
    redeemTicket: tickets.redeem,
    streams: (authenticate) => ({
      upgrade: createNotificationSocket({
        readModels,
        feed,
        connections,
        logger,
        authenticate: (token) => authenticate({ headers: { authorization: `Bearer ${token}` } } as never),
        redeemTicket: tickets.redeem,
      }).upgrade,
      close: () => connections.close(),
    }),
    services: [sessions, feed],
  }
}
