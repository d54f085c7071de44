import { z } from 'zod'
import { defaultRateLimits } from '../http/rate-limit.ts'
import { productionProblems } from './production-rules.ts'

/** `true`, `1`, `yes` and their opposites; anything else is an error rather than a guess. */
const flag = (byDefault: boolean) => z.stringbool().default(byDefault)
const port = z.coerce.number().int().min(0).max(65_535)
const url = (protocols: RegExp) => z.url({ protocol: protocols, hostname: /.*/ })
const container = z.string().regex(/^[a-z0-9-]{3,63}$/)
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
/** Whole numbers within bounds, separated by commas, each once and in order. */
const wholeNumbers = (min: number, max: number) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').map(Number))].toSorted((a, b) => a - b))
    .refine(
      (numbers) => numbers.length > 0 && numbers.every((n) => Number.isInteger(n) && n >= min && n <= max),
      `must be whole numbers from ${min} to ${max}, separated by commas`,
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

/** What a variable means, for people; `secret` ones never appear in files or logs. */
type VariableNotes = { description: string; secret?: true }
const notes = (description: string): VariableNotes => ({ description })
const secretNotes = (description: string): VariableNotes => ({ description, secret: true })

const identity = {
  APP_NAME: z.string().default('One HCM').meta(notes('Name of the installation.')),
  APP_VERSION: z.string().default('0.1.0').meta(notes('Release, as health answers show it.')),
  ENVIRONMENT: z
    .enum(['development', 'test', 'staging', 'production'])
    .default('development')
    .meta(notes('`production` refuses what is local, weak or meant for debugging.')),
  DEBUG: flag(false).meta(notes('Must be off in production.')),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta(notes('Least severe level that is logged: debug, info, warn, error or silent.')),
}

const parts = {
  EVENTSTORE_URL: url(/^esdb(\+discover)?$/).meta(secretNotes('The log of events: EventStoreDB connection string.')),
  DATABASE_URL: url(/^postgres(ql)?$/).meta(secretNotes('PostgreSQL of read models, accounts and checkpoints.')),
  KEYS_DATABASE_URL: url(/^postgres(ql)?$/).meta(
    secretNotes("PostgreSQL of people's keys: a database of its own, with a backup rule of its own."),
  ),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(8).meta(notes('Connections per pool and service.')),
  AZURE_STORAGE_CONNECTION_STRING: z.string().min(1).meta(secretNotes('Blob storage of documents and data lake.')),
  AZURE_STORAGE_CONTAINER: container.default('raw').meta(notes('Container of the data lake.')),
  DOCUMENTS_CONTAINER: container.default('documents').meta(notes("Container of candidates' documents, encrypted.")),
  AZ_FUNC_ON_APP_SUBMITTED_URL: url(/^https?$/)
    .optional()
    .meta(notes('Called with each application that has come to the lake. Without it: nothing is called.')),
  AZ_FUNC_ON_APP_SUBMITTED_KEY: z.string().min(1).optional().meta(secretNotes('Key of that function.')),
  AMQP_URL: url(/^amqps?$/)
    .optional()
    .meta(secretNotes('RabbitMQ. When it is not set, consumers follow the log instead.')),
  AMQP_PREFIX: z
    .string()
    .regex(/^[a-z0-9.-]{1,50}$/)
    .default('one-hcm')
    .meta(notes("Sets this installation's exchange and queues apart from others on the same broker.")),
}

const secrets = {
  SECRET_KEY: secret.meta(secretNotes('Signs access tokens: at least 32 random characters.')),
  MASTER_KEY: z
    .base64()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
    .meta(secretNotes("Wraps people's keys: 32 bytes in base64. Losing it loses people.")),
  BOOTSTRAP_ADMIN_TOKEN: secret.optional().meta(secretNotes('Lets the first administrator be created, once.')),
  WEBHOOK_SECRET: secret
    .optional()
    .meta(secretNotes('Opens the webhook that asks for an export to the lake. Without it: refused.')),
  JWT_ISSUER: z.string().default('seeg-api').meta(notes('Issuer of access tokens.')),
  JWT_AUDIENCE: z.string().default('seeg-clients').meta(notes('Audience of access tokens.')),
  ACCESS_TOKEN_EXPIRE_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(1440)
    .default(30)
    .meta(notes('Minutes an access token is good for, 5 to 1440.')),
  REFRESH_TOKEN_EXPIRE_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(90)
    .default(7)
    .meta(notes('Days a session lasts without a new login, 1 to 90.')),
}

const http = {
  HOST: z.string().default('127.0.0.1').meta(notes('Address the APIs listen on.')),
  COMMAND_API_PORT: port.default(8001).meta(notes('Port of the command API.')),
  QUERY_API_PORT: port.default(8002).meta(notes('Port of the query API.')),
  HEALTH_PORT: port
    .optional()
    .meta(notes('Port of health and metrics for services without an API. Without it they are not served.')),
  METRICS_TOKEN: secret
    .optional()
    .meta(secretNotes('Opens `/monitoring/metrics` to a scraper. Without it: not served.')),
  DOCS_ENABLED: z
    .stringbool()
    .optional()
    .meta(notes('Serves `/docs`, `/redoc` and `/openapi.json`. Without it: everywhere but in production.')),
  ALLOWED_ORIGINS: list.meta(notes('Origins of browsers that may call, separated by commas.')),
  ALLOWED_CREDENTIALS: flag(true).meta(notes('Lets browsers send credentials; never together with origin `*`.')),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .meta(notes('Number of proxies in front whose forwarded addresses are believed.')),
  GRACEFUL_SHUTDOWN_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(8_000)
    .meta(notes('Milliseconds a stopping service gives to what is in hand.')),
}

const limits = {
  RATE_LIMIT_ENABLED: flag(true).meta(notes('Off only for benchmarks.')),
  RATE_LIMIT_AUTH: limit(defaultRateLimits.auth).meta(
    notes('Logins, calls per minute/per hour; per caller, and per account that is tried.'),
  ),
  RATE_LIMIT_SIGNUP: limit(defaultRateLimits.signup).meta(notes('Sign-ups.')),
  RATE_LIMIT_UPLOAD: limit(defaultRateLimits.upload).meta(notes('Calls that carry documents.')),
  RATE_LIMIT_MATRICULE: limit(defaultRateLimits.matricule).meta(notes('Checks of a staff number.')),
  RATE_LIMIT_REFRESH: limit(defaultRateLimits.refresh).meta(notes('Exchanges of refresh tokens.')),
  RATE_LIMIT_RESET: limit(defaultRateLimits.reset).meta(notes('Links that set a password, per account.')),
  RATE_LIMIT_EXPORT: limit(defaultRateLimits.export).meta(notes('Exports of the log and of dossiers.')),
  RATE_LIMIT_SEARCH: limit(defaultRateLimits.search).meta(notes('Searches by words, beside the limit of the list.')),
  RATE_LIMIT_DEFAULT: limit(defaultRateLimits.default).meta(notes('Everything else, per instance.')),
}

const domain = {
  DOCUMENT_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(52_428_800)
    .default(10_485_760)
    .meta(notes('Bytes one document may have.')),
  SEEG_EMAIL_DOMAIN: z
    .string()
    .default('seeg-gabon.com')
    .meta(notes('Domain of company addresses: internal candidates with one need no approval.')),
  BLOCK_UNKNOWN_MATRICULE: flag(true).meta(notes('Refuses sign-ups with a staff number that nobody has.')),
  OFFER_CLOSING_SOON_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(720)
    .default(48)
    .meta(notes('Hours before its deadline at which an offer is announced to close soon.')),
  INTERVIEW_REMINDER_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(168)
    .default(24)
    .meta(notes('Hours before an interview at which it is recalled.')),
  DEADLINE_CHECK_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(600_000)
    .default(5_000)
    .meta(notes('Milliseconds between two looks for deadlines that are due.')),
  DEFAULT_INTERVIEW_LOCATION: z
    .string()
    .min(1)
    .max(500)
    .default('Salle de réunion, siège SEEG, Libreville')
    .meta(notes('Where interviews are held unless something else is said.')),
  INTERVIEW_HOURS: wholeNumbers(0, 23)
    .default([8, 9, 10, 11, 13, 14, 15, 16, 17])
    .meta(notes('Hours of the day, in Libreville, at which interviews begin.')),
  INTERVIEW_DAYS: wholeNumbers(1, 7)
    .default([1, 2, 3, 4, 5])
    .meta(notes('Days of the week with interviews: 1 is Monday, 7 is Sunday.')),
  SCORING_WEIGHTS_P1: z
    .string()
    .transform((text) => text.split(',').map(Number))
    .refine(
      (weights) => weights.length === 3 && Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-9,
      'must be three numbers that add up to 1',
    )
    .default([0.2, 0.4, 0.4])
    .meta(notes('Weights of documents, MTP and interview in protocol 1; they add up to 1.')),
  SCORING_WEIGHTS_P2: z
    .string()
    .transform((text) => text.split(',').map(Number))
    .refine(
      (weights) => weights.length === 3 && Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-9,
      'must be three numbers that add up to 1',
    )
    .default([0.5, 0.2, 0.3])
    .meta(notes('Weights of situation, performance and competence in protocol 2; they add up to 1.')),
  PROTOCOL2_AWAITS_PROTOCOL1: flag(true).meta(
    notes('Refuses to begin protocol 2 before protocol 1 of the same application is completed.'),
  ),
  SCORING_PASS_MARK: z.coerce
    .number()
    .min(0)
    .max(20)
    .default(10)
    .meta(notes('Mark out of 20 from which on one passes.')),
}

const mail = {
  SMTP_HOST: z.string().optional().meta(notes('Mail server. When it is not set, messages go to `MAIL_FOLDER`.')),
  SMTP_PORT: port.default(587).meta(notes('Port of the mail server.')),
  SMTP_TLS: flag(true).meta(notes('Upgrades to TLS by STARTTLS, and refuses servers that cannot.')),
  SMTP_SSL: flag(false).meta(notes('TLS from the first byte, as on port 465.')),
  SMTP_USERNAME: z.string().optional().meta(notes('Account at the mail server, where it wants one.')),
  SMTP_PASSWORD: z.string().optional().meta(secretNotes('Password of that account.')),
  MAIL_FROM_EMAIL: z.email().default('no-reply@one-hcm.local').meta(notes('Address that messages come from.')),
  MAIL_FROM_NAME: z.string().max(100).default('One HCM').meta(notes('Name that messages come from.')),
  HR_MAILBOX: z.email().optional().meta(notes('Where access requests are announced. Without it: not by mail.')),
  PUBLIC_APP_URL: z.url().optional().meta(notes('Where people use the platform: base of links in messages.')),
  MAIL_FOLDER: z.string().default('.data/mail').meta(notes('Folder of messages where no mail server is set.')),
  MAIL_ATTEMPT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(60_000)
    .meta(notes('Milliseconds one attempt at a message may take; after twice that, another mailer tries.')),
  MAIL_BACK_OFF_S: z
    .string()
    .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, 'must be seconds, separated by commas')
    .transform((text) => text.split(',').map(Number))
    .default([60, 300, 1_800, 7_200, 43_200])
    .meta(notes('Seconds until a message that failed is tried again, the first time, the second…')),
}

const sections = {
  Identity: identity,
  Parts: parts,
  'Secrets and tokens': secrets,
  HTTP: http,
  'Rate limits': limits,
  Recruitment: domain,
  'E-mail': mail,
}

/**
 * Every variable the services know (recruitment §7, design §9), with its default. Secrets have none: the all-in-one
 * makes and keeps its own, everybody else must set them.
 */
const variables = z.object({ ...identity, ...parts, ...secrets, ...http, ...limits, ...domain, ...mail })

export type Settings = z.infer<typeof variables>

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
  ) as Record<string, string>
  const result = variables.safeParse(given)
  const problems = [
    ...(result.error?.issues ?? []).map((issue) => {
      const variable = issue.path.join('.')
      return given[variable] === undefined ? `${variable} is not set` : `${variable} ${issue.message}`
    }),
    ...productionProblems(given),
  ]
  if (!result.success || problems.length > 0) throw new SettingsError(problems)
  return result.data
}

export const rateLimitsOf = (settings: Settings) => ({
  auth: settings.RATE_LIMIT_AUTH,
  signup: settings.RATE_LIMIT_SIGNUP,
  upload: settings.RATE_LIMIT_UPLOAD,
  matricule: settings.RATE_LIMIT_MATRICULE,
  refresh: settings.RATE_LIMIT_REFRESH,
  reset: settings.RATE_LIMIT_RESET,
  export: settings.RATE_LIMIT_EXPORT,
  search: settings.RATE_LIMIT_SEARCH,
  default: settings.RATE_LIMIT_DEFAULT,
})

/** Whether the API describes itself over HTTP. */
export const servesDocumentation = (settings: Settings): boolean =>
  settings.DOCS_ENABLED ?? settings.ENVIRONMENT !== 'production'

export const variableNames: readonly string[] = Object.keys(variables.shape)

/** A variable as documentation shows it. */
export type VariableDescription = {
  name: string
  section: string
  description: string
  /** As one would write it; undefined for a variable that must be set or stays unset. */
  default: string | undefined
  required: boolean
  secret: boolean
}

/** Every variable in the order of the sections: the source of `docs/configuration.md` and `.env.example`. */
export function describeVariables(): VariableDescription[] {
  return Object.entries(sections).flatMap(([section, schemas]) =>
    Object.entries(schemas as Record<string, z.ZodType>).map(([name, schema]) => {
      const { description, secret: isSecret } = schema.meta() as VariableNotes
      const unset = schema.safeParse(undefined)
      return {
        name,
        section,
        description,
        default: unset.success && unset.data !== undefined ? asWritten(unset.data) : undefined,
        required: !unset.success,
        secret: isSecret ?? false,
      }
    }),
  )
}

function asWritten(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value === 'object' && value !== null) return Object.values(value).join('/')
  return String(value)
}
