import { getInfoRoute } from '@one-hcm/contracts/monitoring/get-info.route'
import { getMonitoringHealthRoute } from '@one-hcm/contracts/monitoring/get-monitoring-health.route'
import { getMonitoringStatsRoute } from '@one-hcm/contracts/monitoring/get-monitoring-stats.route'
import { getStatusRoute, getWelcomeRoute } from '@one-hcm/contracts/monitoring/get-status.route'
import { rateLimitsOf, type Settings, servesDocumentation } from '@one-hcm/platform/config/settings'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { examine, type Probe } from '@one-hcm/platform/observability/health'
import type { Metrics } from '@one-hcm/platform/observability/metrics'
import { createSystemUsage, megabytes } from '@one-hcm/platform/observability/system-usage'

export type MonitoringDependencies = {
  settings: Settings
  probes: readonly Probe[]
  metrics: Pick<Metrics, 'requestTotals'>
  readModels: { behindMs(): number }
}

/** How the system is and what it is: short for everybody, in full for administrators (recruitment §4.11). */
export function monitoringEndpoints({ settings, probes, metrics, readModels }: MonitoringDependencies): Endpoint[] {
  const systemUsage = createSystemUsage()
  const documented = servesDocumentation(settings)
  return [
    endpoint(getWelcomeRoute, () =>
      Promise.resolve({
        body: {
          message: settings.APP_NAME,
          version: settings.APP_VERSION,
          status: 'ok',
          docs: documented ? '/docs' : null,
          redoc: documented ? '/redoc' : null,
        },
      }),
    ),

    endpoint(getStatusRoute, () =>
      Promise.resolve({ body: { status: 'ok', service: settings.APP_NAME, timestamp: new Date().toISOString() } }),
    ),

    endpoint(getMonitoringHealthRoute, async ({ caller }) => {
      const { status, parts } = await examine({ probes, isReady: () => true })
      const short = { status, timestamp: new Date().toISOString(), version: settings.APP_VERSION }
      if (caller?.role !== 'admin') return { body: short }
      return { body: { ...short, environment: settings.ENVIRONMENT, system: systemUsage(), services: parts } }
    }),

    endpoint(getMonitoringStatsRoute, async () => {
      const { total, failed, seconds } = await metrics.requestTotals()
      const behindMs = readModels.behindMs()
      return {
        body: {
          uptime_seconds: Math.round(process.uptime()),
          requests: {
            answered: total,
            failed,
            average_ms: total === 0 ? null : Math.round((seconds / total) * 10_000) / 10,
          },
          read_models: { behind_ms: Number.isFinite(behindMs) ? Math.round(behindMs) : null },
          process: { memory_mb: megabytes(process.memoryUsage.rss()) },
          system: systemUsage(),
        },
      }
    }),

    endpoint(getInfoRoute, () =>
      Promise.resolve({
        body: {
          app_name: settings.APP_NAME,
          version: settings.APP_VERSION,
          environment: settings.ENVIRONMENT,
          features: {
            documentation: documented,
            rate_limits: settings.RATE_LIMIT_ENABLED,
            broker: settings.AMQP_URL !== undefined,
            unknown_matricule_blocked: settings.BLOCK_UNKNOWN_MATRICULE,
          },
          limits: {
            document_max_bytes: settings.DOCUMENT_MAX_BYTES,
            access_token_minutes: settings.ACCESS_TOKEN_EXPIRE_MINUTES,
            refresh_token_days: settings.REFRESH_TOKEN_EXPIRE_DAYS,
            rate_limits: rateLimitsOf(settings),
          },
        },
      }),
    ),
  ]
}
