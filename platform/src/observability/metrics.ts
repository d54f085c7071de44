import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics of one service, in a registry of its own so that several services can share a process. */
export type Metrics = {
  registry: Registry
  observeRequest(route: string, status: number, ms: number): void
  counter(name: string, help: string, labels?: string[]): Counter
  gauge(name: string, help: string, labels?: string[]): Gauge
}

export function createMetrics(service: string, { withDefaults = false } = {}): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  if (withDefaults) collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  return {
    registry,
    observeRequest: (route, status, ms) => requests.observe({ route, status: String(status) }, ms / 1000),
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: labels, registers: [registry] }),
    gauge: (name, help, labels = []) => new Gauge({ name, help, labelNames: labels, registers: [registry] }),
  }
}
