import type { RequestListener } from 'node:http'
import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'
import { routes } from '@one-hcm/contracts/routes'
import type { Express } from 'express'
import { type Authenticator, createAuthenticator } from '../auth/authenticate.ts'
import { createSessionGuard } from '../auth/session-guard.ts'
import { rateLimitsOf } from '../config/settings.ts'
import { every } from '../lifecycle/every.ts'
import type { Foundation } from '../lifecycle/foundation.ts'
import type { Service } from '../lifecycle/service.ts'
import { type Probe, serveHealth } from '../observability/health.ts'
import { serveMetrics } from '../observability/serve-metrics.ts'
import { createApp, type Side } from './app.ts'
import type { Caller, Endpoint } from './exchange.ts'
import { createHttpServer, type UpgradeHandler } from './http-server.ts'
import { createRateLimiter, purgeRateLimits } from './rate-limit.ts'

export type ApiService = Service & {
  /** Serves requests without a port of its own: for the gateway and for tests. */
  handler: RequestListener
  /** What it serves, health and documentation aside. */
  routes: readonly RouteDefinition[]
  /** Serves what is no request: WebSockets. */
  upgrade?: UpgradeHandler | undefined
  /** Ends what would go on for ever, so that the server can finish what is in hand; nothing new of it is opened. */
  closeStreams(): void
}

/** Connections that last: told to end before the server stops. */
export type Streams = { upgrade: UpgradeHandler; close(): void }

const HOUR_MS = 3_600_000

/** One side of the API as a service: declared endpoints behind the common edge, health, and a port unless it is off. */
export function createApiService(options: {
  name: string
  foundation: Foundation
  endpoints: readonly Endpoint[]
  side: Side
  probes: readonly Probe[]
  /** Absent: served through a gateway only. */
  port: number | undefined
  extras?: (app: Express) => void
  redeemTicket?: (ticket: string) => Promise<Caller | undefined>
  /** Made with what tells who calls. */
  streams?: (authenticate: Authenticator) => Streams
  /** What runs beside the endpoints; started before the port opens, stopped after it closed. */
  companions: readonly Service[]
}): ApiService {
  const { foundation } = options
  const { settings, logger, metrics } = foundation
  let ready = false
  const authenticate = createAuthenticator(
    {
      secret: settings.SECRET_KEY,
      issuer: settings.JWT_ISSUER,
      audience: settings.JWT_AUDIENCE,
      accessMinutes: settings.ACCESS_TOKEN_EXPIRE_MINUTES,
    },
    createSessionGuard(foundation.pool),
  )
  const streams = options.streams?.(authenticate)
  const app = createApp({
    endpoints: options.endpoints,
    declared: routes,
    side: options.side,
    authenticate,
    redeemTicket: options.redeemTicket,
    rateLimiter: settings.RATE_LIMIT_ENABLED
      ? createRateLimiter(rateLimitsOf(settings), foundation.pool, foundation.secretFor('rate limits'))
      : undefined,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    allowCredentials: settings.ALLOWED_CREDENTIALS,
    trustedProxies: settings.TRUSTED_PROXIES,
    logger,
    metrics,
    extras: (express) => {
      serveHealth(express, {
        service: options.name,
        version: settings.APP_VERSION,
        probes: options.probes,
        metrics,
        isReady: () => ready,
      })
      serveMetrics(express, metrics, settings.METRICS_TOKEN)
      options.extras?.(express)
    },
  })
  const server =
    options.port === undefined
      ? undefined
      : createHttpServer(app, { host: settings.HOST, port: options.port, upgrade: streams?.upgrade })
  const companions = [
    ...options.companions,
    every(HOUR_MS, 'purge of rate counters', () => purgeRateLimits(foundation.pool), logger),
  ]
  return {
    name: options.name,
    handler: app,
    routes: options.endpoints.map(({ route }) => route),
    upgrade: streams?.upgrade,
    closeStreams: () => streams?.close(),
    start: async () => {
      for (const companion of companions) await companion.start()
      const address = await server?.start()
      ready = true
      if (address) logger.info({ port: address.port }, 'listening')
    },
    stop: async () => {
      ready = false
      streams?.close()
      await server?.stop(settings.GRACEFUL_SHUTDOWN_MS)
      for (const companion of companions.toReversed()) await companion.stop()
    },
  }
}
