import { z } from 'zod'
import { defaultRateLimits } from '../http/rate-limit.ts'

/** `true`, `1`, `yes` and their opposites; anything else is an error rather than a guess. */
const flag = (byDefault: boolean) => z.stringbool().default(byDefault)
const port = z.coerce.number().int().min(0).max(65_535)
const url = (protocols: RegExp) => z.url({ protocol: protocols, hostname: /.*/ })
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
const WEAK_SECRETS = /^(secret|changeme|change-me|password|your-secret-key|test|dev(elopment)?)/i
/** A secret for signing or encrypting: at least 32 characters, and not one of those that examples carry. */
const secret = z
  .string()
  .min(32, 'must have at least 32 characters')
  .refine((value) => !WEAK_SECRETS.test(value) && new Set(value).size >= 10, 'is too weak: use random characters')

/** "per minute/per hour". */
const limit = (byDefault: { minute: number; hour: number }) =>
  z
    .string()
    .regex(/^\d+\/\d+$/, 'must look like 60/500: calls per minute, calls per hour')
    .transform((text) => {
      const [minute, hour] = text.split('/').map(Number)
      return { minute: minute!, hour: hour! }
    })
    .default(byDefault)

/**
 * Every variable the services know (recruitment §7, design §9), with its default. Secrets have none: the all-in-one
 * makes and keeps its own, everybody else must set them.
 */
const variables = z.object({
  APP_NAME: z.string().default('One HCM'),
  APP_VERSION: z.string().default('0.1.0'),
  ENVIRONMENT: z.enum(['development', 'test', 'staging', 'production']).default('development'),
  DEBUG: flag(false),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),

  EVENTSTORE_URL: url(/^esdb(\+discover)?$/),
  DATABASE_URL: url(/^postgres(ql)?$/),
  /** People's keys: a database of its own, with a backup rule of its own. */
  KEYS_DATABASE_URL: url(/^postgres(ql)?$/),
  AZURE_STORAGE_CONNECTION_STRING: z.string().min(1),
  AZURE_STORAGE_CONTAINER: z
    .string()
    .regex(/^[a-z0-9-]{3,63}$/)
    .default('raw'),
  DOCUMENTS_CONTAINER: z
    .string()
    .regex(/^[a-z0-9-]{3,63}$/)
    .default('documents'),
  /** Absent: consumers follow the log instead. */
  AMQP_URL: url(/^amqps?$/).optional(),
  /** Sets this installation's exchange and queues apart from others on the same broker. */
  AMQP_PREFIX: z
    .string()
    .regex(/^[a-z0-9.-]{1,50}$/)
    .default('one-hcm'),

  /** Signs access tokens. */
  SECRET_KEY: secret,
  /** 32 bytes in base64: wraps people's keys. Losing it loses people. */
  MASTER_KEY: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64'),
  /** Lets the first administrator be created, once. */
  BOOTSTRAP_ADMIN_TOKEN: secret.optional(),
  JWT_ISSUER: z.string().default('seeg-api'),
  JWT_AUDIENCE: z.string().default('seeg-clients'),
  ACCESS_TOKEN_EXPIRE_MINUTES: z.coerce.number().int().min(5).max(1440).default(30),
  REFRESH_TOKEN_EXPIRE_DAYS: z.coerce.number().int().min(1).max(90).default(7),

  HOST: z.string().default('127.0.0.1'),
  COMMAND_API_PORT: port.default(8001),
  QUERY_API_PORT: port.default(8002),
  ALLOWED_ORIGINS: list,
  ALLOWED_CREDENTIALS: flag(true),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Milliseconds a stopping service gives to what is in hand. */
  GRACEFUL_SHUTDOWN_MS: z.coerce.number().int().min(0).max(60_000).default(8_000),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(8),

  RATE_LIMIT_ENABLED: flag(true),
  RATE_LIMIT_AUTH: limit(defaultRateLimits.auth),
  RATE_LIMIT_SIGNUP: limit(defaultRateLimits.signup),
  RATE_LIMIT_UPLOAD: limit(defaultRateLimits.upload),
  RATE_LIMIT_MATRICULE: limit(defaultRateLimits.matricule),
  RATE_LIMIT_DEFAULT: limit(defaultRateLimits.default),

  DOCUMENT_MAX_BYTES: z.coerce.number().int().min(1024).max(52_428_800).default(10_485_760),
  SEEG_EMAIL_DOMAIN: z.string().default('seeg-gabon.com'),
  BLOCK_UNKNOWN_MATRICULE: flag(true),
  PUBLIC_APP_URL: z.url().optional(),
  /** Weights of documents, MTP and interview in protocol 1; they add up to 1. */
  SCORING_WEIGHTS_P1: z
    .string()
    .transform((text) => text.split(',').map(Number))
    .refine(
      (weights) => weights.length === 3 && Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-9,
      'must be three numbers that add up to 1',
    )
    .default([0.2, 0.4, 0.4]),
  SCORING_PASS_MARK: z.coerce.number().min(0).max(20).default(10),
})

export type Settings = z.infer<typeof variables>

const LOCAL = /@(localhost|127\.|\[::1\])|\/\/(localhost|127\.|\[::1\])|UseDevelopmentStorage|http:\/\/127\./i

/** Rules that only production has: nothing local, nothing weak, no debugging (recruitment §7). */
const production = variables.superRefine((settings, context) => {
  if (settings.ENVIRONMENT !== 'production') return
  const refuse = (variable: string, message: string) => context.addIssue({ code: 'custom', path: [variable], message })
  if (settings.DEBUG) refuse('DEBUG', 'must be off in production')
  for (const variable of [
    'DATABASE_URL',
    'KEYS_DATABASE_URL',
    'EVENTSTORE_URL',
    'AZURE_STORAGE_CONNECTION_STRING',
  ] as const)
    if (LOCAL.test(settings[variable])) refuse(variable, 'must not be on this machine in production')
  if (/tls=false/i.test(settings.EVENTSTORE_URL)) refuse('EVENTSTORE_URL', 'must use TLS in production')
  if (/guest:guest@/.test(settings.AMQP_URL ?? '')) refuse('AMQP_URL', 'must not use the default account in production')
  if (settings.ALLOWED_ORIGINS.includes('*')) refuse('ALLOWED_ORIGINS', 'must name the allowed origins in production')
})

/** The environment is not fit to start with; `problems` names every variable that is wrong, never a value. */
export class SettingsError extends Error {
  override name = 'SettingsError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads all settings from an environment, or throws with all that is wrong with it at once. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  // A variable that is set to nothing counts as not set: that is how .env files switch one off.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = production.safeParse(given)
  if (result.success) return result.data
  throw new SettingsError(
    result.error.issues.map((issue) => {
      const variable = issue.path.join('.')
      return given[variable] === undefined ? `${variable} is not set` : `${variable} ${issue.message}`
    }),
  )
}

export const rateLimitsOf = (settings: Settings) => ({
  auth: settings.RATE_LIMIT_AUTH,
  signup: settings.RATE_LIMIT_SIGNUP,
  upload: settings.RATE_LIMIT_UPLOAD,
  matricule: settings.RATE_LIMIT_MATRICULE,
  default: settings.RATE_LIMIT_DEFAULT,
})

export const variableNames: readonly string[] = Object.keys(variables.shape)
