import express from 'express'
import { createHttpServer } from '../http/http-server.ts'
import type { Service } from '../lifecycle/service.ts'
import { type HealthOptions, serveHealth } from './health.ts'
import { serveMetrics } from './serve-metrics.ts'

/** Health and metrics of a service that has no API, on a port of their own. */
export function createMonitoringServer(
  options: HealthOptions & { host: string; port: number; metricsToken: string | undefined },
): Service {
  const app = express()
  app.disable('x-powered-by')
  serveHealth(app, options)
  serveMetrics(app, options.metrics, options.metricsToken)
  const server = createHttpServer(app, options)
  return {
    name: 'monitoring',
    start: async () => void (await server.start()),
    stop: () => server.stop(0),
  }
}
