import { createHash, timingSafeEqual } from 'node:crypto'
import type { Express } from 'express'
import type { Metrics } from './metrics.ts'

/** `/monitoring/metrics` in Prometheus' text format, for the bearer of the scrape token; absent without one. */
export function serveMetrics(app: Express, { registry }: Metrics, token: string | undefined): void {
  if (token === undefined) return
  app.get('/monitoring/metrics', async (request, response) => {
    if (!isSame(request.get('Authorization') ?? '', `Bearer ${token}`)) {
      response.setHeader('WWW-Authenticate', 'Bearer')
      response.status(401).end()
      return
    }
    response.setHeader('Content-Type', registry.contentType)
    response.setHeader('Cache-Control', 'no-store')
    response.end(await registry.metrics())
  })
}

/** In constant time, whatever the lengths. */
const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(wanted).digest())
