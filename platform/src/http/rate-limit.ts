import { createHmac, randomBytes } from 'node:crypto'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { RateLimit } from '@one-hcm/contracts/kernel/route'
import type { Request, RequestHandler, Response } from 'express'
import { ipKeyGenerator, MemoryStore, rateLimit, type Store } from 'express-rate-limit'
import type pg from 'pg'
import type { Migration } from '../postgres/migrate.ts'
import type { Caller } from './exchange.ts'

/** Calls allowed per minute and per hour, per person or per address. */
export type RateLimits = Readonly<Record<RateLimit, { minute: number; hour: number }>>

/** Documented production values (recruitment §7). */
export const defaultRateLimits: RateLimits = {
  auth: { minute: 5, hour: 20 },
  signup: { minute: 3, hour: 10 },
  upload: { minute: 10, hour: 50 },
  matricule: { minute: 10, hour: 100 },
  /** Many people share one address, and each refreshes twice an hour. */
  refresh: { minute: 30, hour: 600 },
  /** Per account that is asked for, from wherever (recruitment §4.1). */
  reset: { minute: 3, hour: 3 },
  /** Answers that take long to make: a range of the log, a dossier. */
  export: { minute: 10, hour: 100 },
  /** Lists that are searched by words, beside what they count as. */
  search: { minute: 30, hour: 300 },
  default: { minute: 60, hour: 500 },
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

export const rateLimitMigrations: readonly Migration[] = [
  {
    name: '0004_rate_limits',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('rate_limits', (table) => {
        table.text('key').primary()
        table.integer('hits').notNullable()
        table.timestamp('reset_at', { useTz: true }).notNullable().index()
      })
    },
  },
]

/**
 * Counters in PostgreSQL: shared by all instances, surviving restarts, each call one atomic statement. A store that is
 * down fails the request (503) rather than letting guesses through.
 */
class PostgresStore implements Store {
  readonly #pool: pg.Pool
  readonly #prefix: string
  readonly #windowMs: number
  readonly localKeys = false

  constructor(pool: pg.Pool, prefix: string, windowMs: number) {
    this.#pool = pool
    this.#prefix = prefix
    this.#windowMs = windowMs
  }

  async increment(key: string) {
    const { rows } = await this.#pool.query<{ hits: number; reset_at: string }>({
      name: 'rate-limit-hit',
      text: `insert into hcm.rate_limits as r (key, hits, reset_at) values ($1, 1, now() + $2 * interval '1 millisecond')
             on conflict (key) do update set
               hits = case when r.reset_at <= now() then 1 else r.hits + 1 end,
               reset_at = case when r.reset_at <= now() then excluded.reset_at else r.reset_at end
             returning hits, reset_at`,
      values: [`${this.#prefix}:${key}`, this.#windowMs],
    })
    return { totalHits: rows[0]!.hits, resetTime: new Date(rows[0]!.reset_at) }
  }

  async decrement(key: string) {
    await this.#pool.query('update hcm.rate_limits set hits = greatest(hits - 1, 0) where key = $1', [
      `${this.#prefix}:${key}`,
    ])
  }

  async resetKey(key: string) {
    await this.#pool.query('delete from hcm.rate_limits where key = $1', [`${this.#prefix}:${key}`])
  }
}

/** Forgets counters whose window is over. */
export async function purgeRateLimits(pool: pg.Pool): Promise<void> {
  await pool.query('delete from hcm.rate_limits where reset_at < now()')
}

export type RateLimiter = (
  kind: RateLimit,
  request: Request,
  response: Response,
  caller: Caller | undefined,
  /** Whom the call is about: counted instead of who calls. */
  subject?: string,
) => Promise<void>

/** Thrown with the refusal that the edge then answers. */
export class RateLimited extends Error {
  override name = 'RateLimited'
  readonly refusal
  constructor(seconds: number) {
    super('rate limited')
    this.refusal = refuse('rate-limited', { seconds })
  }
}

/**
 * `default` counts in memory per instance; all others in PostgreSQL. Without limits, `undefined` checks nothing.
 * `subjectKey` hides whom calls are about: no counter holds an address. All instances must have the same.
 */
export function createRateLimiter(
  limits: RateLimits,
  pool: pg.Pool | undefined,
  subjectKey: Buffer = randomBytes(32),
): RateLimiter {
  const hidden = (subject: string) => createHmac('sha256', subjectKey).update(subject).digest('base64url')
  const keyOf = new WeakMap<Request, string>()
  const limiter = (kind: RateLimit, window: 'minute' | 'hour'): RequestHandler => {
    const windowMs = window === 'minute' ? MINUTE_MS : HOUR_MS
    return rateLimit({
      windowMs,
      limit: limits[kind][window],
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      identifier: `${kind}-${window}`,
      store: kind === 'default' || !pool ? new MemoryStore() : new PostgresStore(pool, `${kind}-${window}`, windowMs),
      keyGenerator: (request) => keyOf.get(request) ?? '',
      passOnStoreError: false,
      // Each call counts twice on purpose: by the minute and by the hour.
      validate: { singleCount: false },
      handler: (_request, response, next) =>
        next(new RateLimited(Number(response.getHeader('Retry-After') ?? windowMs / 1000))),
    })
  }
  const limiters = Object.fromEntries(
    (Object.keys(limits) as RateLimit[]).map((kind) => [kind, [limiter(kind, 'minute'), limiter(kind, 'hour')]]),
  ) as Record<RateLimit, RequestHandler[]>

  return async (kind, request, response, caller, subject) => {
    const who = caller ? `user:${caller.id}` : `ip:${ipKeyGenerator(request.ip ?? '')}`
    keyOf.set(request, subject === undefined ? who : `about:${hidden(subject)}`)
    for (const limit of limiters[kind])
      await new Promise<void>((resolve, reject) => {
        void limit(request, response, (error?: unknown) => (error ? reject(error as Error) : resolve()))
      })
  }
}
