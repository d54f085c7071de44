import type { Express } from 'express'
import type { Metrics } from './metrics.ts'

/** One thing a service needs; describes its own failure in a word, never in the words of a driver. */
export type Probe = { name: string; check(): Promise<'ok' | 'degraded' | 'down'> }

export type HealthOptions = {
  service: string
  version: string
  probes: readonly Probe[]
  metrics: Metrics
  /** Turned off while stopping: balancers then send no more. */
  isReady(): boolean
}

const PROBE_TIMEOUT_MS = 2_000

/** `/health/live` (the process runs), `/health/ready` (it can serve), `/health` (both, with parts), `/ping`. */
export function serveHealth(app: Express, options: HealthOptions): void {
  app.get('/health/live', (_request, response) => void response.json({ status: 'ok' }))
  app.get('/ping', (_request, response) => void response.json({ status: 'ok', service: options.service }))
  app.get('/health/ready', async (_request, response) => {
    const { status } = await examine(options)
    response.status(status === 'down' ? 503 : 200).json({ status })
  })
  app.get('/health', async (_request, response) => {
    const { status, parts } = await examine(options)
    response.status(status === 'down' ? 503 : 200).json({
      status,
      message: status === 'ok' ? 'Service opérationnel' : 'Service dégradé',
      version: options.version,
      timestamp: new Date().toISOString(),
      ...parts,
    })
  })
}

/** Asks all parts at once, each for two seconds at most: the worst of them is how the whole is. */
export async function examine({ probes, isReady }: Pick<HealthOptions, 'probes' | 'isReady'>) {
  const results = await Promise.all(
    probes.map(async ({ name, check }) => {
      let timer: NodeJS.Timeout | undefined
      const timeout = new Promise<'down'>((resolve) => {
        timer = setTimeout(() => resolve('down'), PROBE_TIMEOUT_MS)
      })
      const state = await Promise.race([check().catch(() => 'down' as const), timeout])
      clearTimeout(timer)
      return [name, state] as const
    }),
  )
  const states = results.map(([, state]) => state)
  const status = !isReady() || states.includes('down') ? 'down' : states.includes('degraded') ? 'degraded' : 'ok'
  return { status: status as 'ok' | 'degraded' | 'down', parts: Object.fromEntries(results) }
}
