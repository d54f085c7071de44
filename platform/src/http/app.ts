import { randomUUID } from 'node:crypto'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { refusals } from '@one-hcm/contracts/refusals'
import cors from 'cors'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import helmet from 'helmet'
import type { Authentication, Authenticator } from '../auth/authenticate.ts'
import type { Logger } from '../logging/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import { PersonErased } from '../privacy/key-ring.ts'
import { readBody } from './body.ts'
import { type BodyBudget, createBodyBudget } from './body-budget.ts'
import type { Caller, Endpoint, Exchange, Reply } from './exchange.ts'
import { internalProblem, type Language, type Problem, problemOf } from './problem.ts'
import { RateLimited, type RateLimiter } from './rate-limit.ts'
import { validate } from './validate.ts'

/** What one side of the API adds to every exchange: command contexts on one, consistency on the other. */
export type Side = {
  /** Runs the handler with what this side promises around it. */
  around(
    exchange: Exchange,
    route: RouteDefinition,
    raw: Buffer,
    request: Request,
    handle: () => Promise<Reply | Refusal<RefusalCode>>,
  ): Promise<Reply | Refusal<RefusalCode>>
}

export type AppOptions = {
  endpoints: readonly Endpoint[]
  /** All routes of the API, those of the other side too: a known path with another method is answered 405, not 404. */
  declared?: readonly RouteDefinition[]
  side: Side
  authenticate: Authenticator
  /** Who was given a stream ticket; asked by routes that open by one. */
  redeemTicket?: ((ticket: string) => Promise<Caller | undefined>) | undefined
  /** Absent when limits are switched off. */
  rateLimiter: RateLimiter | undefined
  allowedOrigins: readonly string[]
  allowCredentials: boolean
  /** Number of proxies in front whose forwarded addresses are believed. */
  trustedProxies: number
  logger: Logger
  metrics: Metrics
  /** Routes that are not part of the API: health, metrics, documentation. */
  extras?: (app: Express) => void
}

/**
 * The HTTP edge of a service, made from its declared endpoints. For each call: authenticated (401), rate limit (429),
 * authorised (403), acceptable (406), body read (400, 413, 415), validated (422), then the handler. Every error is a problem document.
 */
export function createApp(options: AppOptions): Express {
  const app = express()
  app.enable('case sensitive routing')
  const budget = createBodyBudget()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', options.trustedProxies)
  app.set('query parser', 'simple')
  app.use(securityHeaders)
  app.use(corsFor(options))
  app.use((request, response, next) => {
    const id = requestIdOf(request)
    response.locals.requestId = id
    response.setHeader('X-Request-ID', id)
    next()
  })
  options.extras?.(app)

  // Fixed paths before those with parameters, whatever the order of declaration.
  const ordered = [...options.endpoints].sort((a, b) => specificity(a.route.path) - specificity(b.route.path))
  for (const { route, handle } of ordered) {
    // Express answers both slash forms of a path (recruitment §0).
    app[route.method](expressPath(route.path), async (request, response) => {
      const started = performance.now()
      try {
        await serve(options, budget, { route, handle }, request, response)
      } catch (error) {
        answerFailure(options, error, request, response)
      }
      options.metrics.observeRequest(route.name, response.statusCode, performance.now() - started)
    })
  }
  for (const [path, allowed] of allowedMethods(options.declared ?? options.endpoints.map(({ route }) => route)))
    app.all(expressPath(path), (request, response) => {
      response.setHeader('Allow', allowed)
      sendProblem(request, response, refuse('method-not-allowed'))
    })
  app.use((request, response) => sendProblem(request, response, refuse('not-found')))
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    answerFailure(options, error, request, response),
  )
  return app
}

/** What `Allow` says for each path, fixed paths first. */
function allowedMethods(declared: readonly RouteDefinition[]): [path: string, allowed: string][] {
  const methods = new Map<string, Set<string>>()
  for (const { path, method } of declared.toSorted((a, b) => specificity(a.path) - specificity(b.path))) {
    const known = methods.get(path) ?? new Set(['OPTIONS'])
    methods.set(path, known.add(method.toUpperCase()))
    if (method === 'get') known.add('HEAD')
  }
  return [...methods].map(([path, allowed]) => [path, [...allowed].toSorted().join(', ')])
}

async function serve(
  options: AppOptions,
  budget: BodyBudget,
  { route, handle }: Endpoint,
  request: Request,
  response: Response,
): Promise<void> {
  const { rateLimiter, side } = options
  const caller = await callerOf(options, route, request)
  // Clients send their token with every call: one that has ended must not keep them from logging in or refreshing.
  const opensToAnyone = route.side === 'command' && route.access.visitor !== undefined
  if (caller === 'invalid' && !opensToAnyone) return sendProblem(request, response, refuse('invalid-token'))
  const user = typeof caller === 'string' ? undefined : caller
  await rateLimiter?.(route.rateLimit, request, response, user)
  const scope = route.access[user ? user.role : 'visitor']
  if (!scope) return sendProblem(request, response, refuse(user ? 'forbidden' : 'unauthenticated'))

  if (!isAcceptable(route, request)) return sendProblem(request, response, refuse('not-acceptable'))

  const language = languageOf(request)
  const params = validate(route.params, request.params, 'path', language)
  // An id that cannot be one names nothing: the same answer as for an unknown one.
  if (isRefusal(params)) return sendProblem(request, response, refuse('not-found'))
  const query = validate(route.query, singleValues(request), 'query', language)
  if (isRefusal(query)) return sendProblem(request, response, query)
  if (isSearch(query.value)) await rateLimiter?.('search', request, response, user)
  const body =
    route.method === 'get'
      ? { fields: undefined, files: [], raw: Buffer.alloc(0) }
      : await readBody(request, response, route, budget)
  if (isRefusal(body)) return sendProblem(request, response, body)
  const fields = route.body ? validate(route.body, body.fields, '', language) : { value: undefined }
  if (isRefusal(fields)) return sendProblem(request, response, fields)
  const { limitedSubject } = route
  if (limitedSubject)
    await rateLimiter?.(limitedSubject.limit, request, response, user, subjectOf(fields.value, limitedSubject.field))

  const exchange = {
    params: params.value,
    query: query.value,
    body: fields.value,
    files: body.files,
    caller: user,
    scope,
    language,
    requestId: response.locals.requestId as string,
    ip: request.ip ?? '',
    response,
    get user() {
      if (!user) throw new Error(`Route ${route.name} allows visitors but relies on a caller`)
      return user
    },
  } as unknown as Exchange
  const reply = await side.around(exchange, route, body.raw, request, () => handle(exchange))
  if (isRefusal(reply)) return sendProblem(request, response, reply)
  sendReply(response, route, reply)
}

/** Who calls, by the Authorization header, or without one by the ticket where the route takes it. */
async function callerOf(
  { authenticate, redeemTicket }: AppOptions,
  { opensByTicket }: RouteDefinition,
  request: Request,
): Promise<Authentication> {
  const caller = await authenticate(request)
  const { ticket } = request.query
  if (caller !== 'none' || !opensByTicket || typeof ticket !== 'string') return caller
  return (await redeemTicket?.(ticket)) ?? 'invalid'
}

/** Whether the caller takes what the route answers with, or at least the problem documents it may answer with. */
const isAcceptable = (route: RouteDefinition, request: Request): boolean =>
  request.accepts([route.contentType ?? JSON_TYPE, JSON_TYPE, 'application/problem+json']) !== false

/** Searching by words is dearer than listing: it has a budget of its own beside that of its route. */
const isSearch = (query: unknown): boolean => Boolean((query as { q?: string } | undefined)?.q)

/** Addresses are one whatever their case. */
const subjectOf = (body: unknown, field: string): string =>
  String((body as Readonly<Record<string, unknown>>)[field]).toLowerCase()

function sendReply(response: Response, route: RouteDefinition, reply: Reply): void {
  if (reply.sent) return
  response.status(reply.status ?? route.status)
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'private, no-store')
  if (reply.revision !== undefined && reply.revision >= 0) response.setHeader('ETag', `"${reply.revision}"`)
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
  if (reply.bytes) {
    if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/octet-stream')
    response.end(reply.bytes)
  } else if (reply.body === undefined) response.end()
  else {
    response.setHeader('Content-Type', 'application/json; charset=utf-8')
    response.end(JSON.stringify(reply.body))
  }
}

/** Answers a refusal as the problem document of its code. */
export function sendProblem(request: Request, response: Response, refusal: Refusal<RefusalCode>): void {
  const { status } = refusals[refusal.refused]
  if (status === 401)
    response.setHeader(
      'WWW-Authenticate',
      refusal.refused === 'invalid-token' ? 'Bearer error="invalid_token"' : 'Bearer',
    )
  if (status === 503 && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', '1')
  // Refused while the body was still arriving: the rest is not read.
  if (status === 413 || status === 503) response.setHeader('Connection', 'close')
  send(response, problemOf(refusal, occasionOf(request, response)))
}

function send(response: Response, problem: Problem): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.status(problem.status)
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(JSON.stringify(problem))
}

function answerFailure({ logger }: AppOptions, error: unknown, request: Request, response: Response): void {
  if (error instanceof RateLimited) return sendProblem(request, response, error.refusal)
  if (error instanceof PersonErased) return sendProblem(request, response, refuse('person-erased'))
  const status = (error as { status?: number }).status
  if (typeof status === 'number' && status >= 400 && status < 500)
    return sendProblem(request, response, refuse('malformed-request'))
  const requestId = response.locals.requestId as string
  if (isOutage(error)) {
    logger.warn({ err: error, requestId }, 'a part this request needs is unavailable')
    return sendProblem(request, response, refuse('unavailable'))
  }
  logger.error({ err: error, requestId, path: request.route?.path as unknown }, 'request failed')
  send(response, internalProblem(occasionOf(request, response)))
}

const JSON_TYPE = 'application/json'

const OUTAGE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '53300',
])
const OUTAGE_TYPES = new Set([
  'unavailable',
  'append-timed-out',
  'deadline-exceeded',
  'cancelled',
  'timeout',
  'discovery-failed',
])

/** Whether an error says that a server behind us is away, as opposed to a defect of ours. */
function isOutage(error: unknown): boolean {
  const { code, type, message } = (error ?? {}) as { code?: unknown; type?: unknown; message?: unknown }
  return (
    OUTAGE_CODES.has(String(code)) ||
    OUTAGE_TYPES.has(String(type)) ||
    /connection terminated|timeout exceeded when trying to connect/i.test(String(message))
  )
}

const occasionOf = (request: Request, response: Response) => ({
  path: request.path,
  requestId: (response.locals.requestId as string | undefined) ?? '',
  language: languageOf(request),
})

const languageOf = (request: Request): Language => (request.acceptsLanguages(['fr', 'en']) === 'en' ? 'en' : 'fr')

const REQUEST_ID = /^[\w.:-]{1,100}$/
const requestIdOf = (request: Request): string => {
  const given = request.get('X-Request-ID')
  return given && REQUEST_ID.test(given) ? given : randomUUID()
}

/** Repeated query keys arrive as arrays; a scalar is expected everywhere, so the schema then says no. */
const singleValues = (request: Request): unknown => ({ ...request.query })

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')
const specificity = (path: string): number => (path.match(/\{/g) ?? []).length

const securityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  referrerPolicy: { policy: 'no-referrer' },
  frameguard: { action: 'deny' },
  xXssProtection: true,
})

function corsFor({ allowedOrigins, allowCredentials }: AppOptions) {
  const anyOrigin = allowedOrigins.includes('*')
  return cors({
    origin: anyOrigin ? '*' : [...allowedOrigins],
    credentials: allowCredentials && !anyOrigin,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'Consistency-Token',
      'Prefer',
      'Accept-Language',
      'X-Request-ID',
    ],
    exposedHeaders: [
      'Consistency-Token',
      'ETag',
      'X-Total-Count',
      'Link',
      'X-Request-ID',
      'Retry-After',
      'Location',
      'Content-Disposition',
    ],
    maxAge: 600,
  })
}
