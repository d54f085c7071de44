import type { RequestListener } from 'node:http'
import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'
import { routes } from '@one-hcm/contracts/routes'
import type { Express } from 'express'
import { createAuthenticator } from '../auth/authenticate.ts'
import { createSessionGuard } from '../auth/session-guard.ts'
import { rateLimitsOf } from '../config/settings.ts'
import { every } from '../lifecycle/every.ts'
import type { Foundation } from '../lifecycle/foundation.ts'
import type { Service } from '../lifecycle/service.ts'
import { type Probe, serveHealth } from '../observability/health.ts'
import { serveMetrics } from '../observability/serve-metrics.ts'
import { createApp, type Side } from './app.ts'
import type { Endpoint } from './exchange.ts'
import { createHttpServer } from './http-server.ts'
import { createRateLimiter, purgeRateLimits } from './rate-limit.ts'

export type ApiService = Service & {
  /** Serves requests without a port of its own: for the gateway and for tests. */
  handler: RequestListener
  /** What it serves, health and documentation aside. */
  routes: readonly RouteDefinition[]
}

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
  /** What runs beside the endpoints; started before the port opens, stopped after it closed. */
  companions: readonly Service[]
}): ApiService {
  const { foundation } = options
  const { settings, logger, metrics } = foundation
  let ready = false
  const app = createApp({
    endpoints: options.endpoints,
    declared: routes,
    side: options.side,
    authenticate: createAuthenticator(
      {
        secret: settings.SECRET_KEY,
        issuer: settings.JWT_ISSUER,
        audience: settings.JWT_AUDIENCE,
        accessMinutes: settings.ACCESS_TOKEN_EXPIRE_MINUTES,
      },
      createSessionGuard(foundation.pool),
    ),
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
    options.port === undefined ? undefined : createHttpServer(app, { host: settings.HOST, port: options.port })
  const companions = [
    ...options.companions,
    every(HOUR_MS, 'purge of rate counters', () => purgeRateLimits(foundation.pool), logger),
  ]
  return {
    name: options.name,
    handler: app,
    routes: options.endpoints.map(({ route }) => route),
    start: async () => {
      for (const companion of companions) await companion.start()
      const address = await server?.start()
      ready = true
      if (address) logger.info({ port: address.port }, 'listening')
    },
    stop: async () => {
      ready = false
      await server?.stop(settings.GRACEFUL_SHUTDOWN_MS)
      for (const companion of companions.toReversed()) await companion.stop()
    },
  }
}
