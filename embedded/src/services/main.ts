/** `npm run service -- NAME`: one service, configured by the environment. */
import { withEnvFiles } from '@one-hcm/platform/config/environment'
import { readSettings, SettingsError } from '@one-hcm/platform/config/settings'
import { openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import { runUntilSignalled } from '@one-hcm/platform/lifecycle/run'
import { createLogger } from '@one-hcm/platform/logging/logger'
import { createMonitoringServer } from '@one-hcm/platform/observability/monitoring-server'
import { databaseProbe, eventStoreProbe } from '@one-hcm/platform/observability/probes'
import { type ServiceName, serviceNames, services } from './services.ts'

const name = process.argv[2] as ServiceName
if (!serviceNames.includes(name)) {
  console.error(`Usage: npm run service -- NAME, where NAME is one of ${serviceNames.join(', ')}`)
  process.exit(2)
}

try {
  const settings = readSettings(withEnvFiles(process.cwd(), process.env))
  const logger = createLogger({ level: settings.LOG_LEVEL, service: name })
  const foundation = openFoundation(settings, logger)
  const service = services[name](foundation)
  let ready = false
  // The APIs serve their own health on their own port.
  const monitoring =
    settings.HEALTH_PORT === undefined || name.endsWith('-api')
      ? undefined
      : createMonitoringServer({
          service: name,
          version: settings.APP_VERSION,
          probes: [databaseProbe(foundation.pool), eventStoreProbe(foundation.log)],
          metrics: foundation.metrics,
          isReady: () => ready,
          host: settings.HOST,
          port: settings.HEALTH_PORT,
          metricsToken: settings.METRICS_TOKEN,
        })
  await runUntilSignalled({
    logger,
    stopWithinMs: settings.GRACEFUL_SHUTDOWN_MS + 1_000,
    start: async () => {
      await monitoring?.start()
      await service.start()
      ready = true
    },
    stop: async () => {
      ready = false
      await monitoring?.stop()
      await service.stop()
      await foundation.close()
    },
  })
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
