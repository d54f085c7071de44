/**
 * The mailer in a process of its own, as `npm run service -- mailer` runs it, but for what torture cannot wait for: events
 * that a killed process had in hand are due again after a moment instead of a minute. Nothing else of the system is loaded.
 */
import { createMailer } from '@one-hcm/command-api/mailer'
import { createInbox } from '@one-hcm/platform/broker/create-inbox'
import { createLogInbox } from '@one-hcm/platform/broker/log-inbox'
import { readSettings } from '@one-hcm/platform/config/settings'
import { openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import { runUntilSignalled } from '@one-hcm/platform/lifecycle/run'
import { createLogger } from '@one-hcm/platform/logging/logger'

const RETRY_DELAYS_MS = [200, 1_000, 3_000]
const POLL_EVERY_MS = 200

const settings = readSettings(process.env)
const logger = createLogger({ level: settings.LOG_LEVEL, service: 'mailer' })
const foundation = openFoundation(settings, logger)
const { log, pool } = foundation
const inbox = settings.AMQP_URL
  ? createInbox({ log, pool, logger, amqpUrl: settings.AMQP_URL, prefix: settings.AMQP_PREFIX })
  : createLogInbox({ log, pool, logger, retryDelaysMs: RETRY_DELAYS_MS, pollEveryMs: POLL_EVERY_MS })
const mailer = createMailer(foundation, inbox)

await runUntilSignalled({
  logger,
  stopWithinMs: settings.GRACEFUL_SHUTDOWN_MS,
  start: () => mailer.start(),
  stop: async () => {
    await mailer.stop()
    await foundation.close()
  },
})
