import { randomBytes } from 'node:crypto'
import type { SystemOptions } from '../testing/system.ts'

const secret = () => randomBytes(32).toString('base64url')

/** What callers of the webhook know. */
export const webhookSecret = secret()

/** The system that the guide is played on: everything in one process, all of it switched on, calls without a limit. */
export const guideSystem: SystemOptions = {
  shape: 'one-process',
  env: { RATE_LIMIT_ENABLED: 'false', METRICS_TOKEN: secret(), WEBHOOK_SECRET: webhookSecret },
}
