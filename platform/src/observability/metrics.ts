import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics of one service, in a registry of its own so that several services can share a process. */
export type Metrics = {
  registry: Registry
  observeRequest(route: string, status: number, ms: number): void
  /** Requests answered since the start: all, those answered 5xx, and the seconds they took together. */
  requestTotals(): Promise<{ total: number; failed: number; seconds: number }>
  /** A follower has compared itself with the end of the log: where it stands, and whether that is the end. */
  observeFollower(name: string, position: bigint, caughtUp: boolean): void
  /** A counter of the service's own. */
  counter(name: string, help: string, labels?: string[]): Counter
  /** A gauge of the service's own. */
  gauge(name: string, help: string, labels?: string[]): Gauge
}

export function createMetrics(service: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  const gauge = (name: string, help: string, labels: string[] = []) =>
    new Gauge({ name, help, labelNames: labels, registers: [registry] })
  const ofFollower = (name: string, help: string) => gauge(name, help, ['follower'])
  const position = ofFollower('follower_position', 'Commit position of the last event handled')
  const caughtUp = ofFollower(
    'follower_caught_up',
    '1 when nothing was left to handle at the last comparison, 0 otherwise',
  )
  const comparedAt = ofFollower(
    'follower_compared_timestamp_seconds',
    'When the follower last compared itself with the log',
  )
  return {
    registry,
    observeRequest: (route, status, ms) => requests.observe({ route, status: String(status) }, ms / 1000),
    requestTotals: async () => {
      const { values } = await requests.get()
      const sum = (suffix: string, counts: (status: string) => boolean = () => true) =>
        values
          .filter(({ metricName, labels }) => metricName?.endsWith(suffix) && counts(String(labels.status)))
          .reduce((all, { value }) => all + value, 0)
      return { total: sum('_count'), failed: sum('_count', (status) => status >= '500'), seconds: sum('_sum') }
    },
    observeFollower: (follower, at, complete) => {
      position.set({ follower }, Number(at))
      caughtUp.set({ follower }, complete ? 1 : 0)
      comparedAt.set({ follower }, Date.now() / 1000)
    },
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: labels, registers: [registry] }),
    gauge,
  }
}
