import type { z } from 'zod'
import type { RefusalCode } from '../refusals.ts'
import type { Context } from './event.ts'

export const roles = ['admin', 'recruiter', 'observer', 'candidate', 'auditor', 'data'] as const
export type Role = (typeof roles)[number]

/**
 * Who may call a route: `all` of the data, or only their `own` (the handler compares the owner). Who is not named may
 * not; `visitor` stands for callers without a token.
 */
export type Access = Readonly<Partial<Record<Role | 'visitor', 'all' | 'own'>>>

export const staff = { admin: 'all', recruiter: 'all', observer: 'all' } as const satisfies Access
export const recruiters = { admin: 'all', recruiter: 'all' } as const satisfies Access
export const everyone = {
  admin: 'own',
  recruiter: 'own',
  observer: 'own',
  candidate: 'own',
  auditor: 'own',
  data: 'own',
} as const satisfies Access
export const anyone = {
  visitor: 'all',
  admin: 'all',
  recruiter: 'all',
  observer: 'all',
  candidate: 'all',
  auditor: 'all',
  data: 'all',
} as const satisfies Access

/** Which rate limit counts the call (recruitment §7). */
export type RateLimit =
  | 'auth'
  | 'signup'
  | 'upload'
  | 'matricule'
  | 'refresh'
  | 'reset'
  | 'export'
  | 'search'
  | 'default'

/**
 * Whom a call is about, as a field of its body says: an account that is tried from many addresses is counted for itself, beside
 * the caller. Known and unknown accounts count alike.
 */
export type LimitedSubject = { readonly limit: RateLimit; readonly field: string }

/** Body formats a route accepts. `form` covers url-encoded and multipart fields, `file` multipart with file parts. */
export type BodyFormat = 'json' | 'form' | 'file'

export type RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  /** Unique in the system: operation id in OpenAPI, name in metrics and in the permission matrix. */
  readonly name: string
  readonly context: Context
  /** Commands are served by the command API, queries by the query API; the proxy rules follow from it (design §2). */
  readonly side: 'command' | 'query'
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below the context's mount, with `{name}` for parameters: `/api/v1/applications/{id}`. No trailing slash. */
  readonly path: string
  readonly summary: string
  /** Kept for existing clients; new ones use another route. */
  readonly deprecated?: true
  readonly access: Access
  readonly rateLimit: RateLimit
  readonly limitedSubject?: LimitedSubject
  /** A stream ticket in `ticket` may stand for the Authorization header: browsers' streams cannot send one. */
  readonly opensByTicket?: true
  /**
   * Field of the body that tells visitors apart, so that none meets another's idempotency keys. Without it only the whole
   * body does, and a visitor's key then stands for one body each.
   */
  readonly visitorField?: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly formats: readonly BodyFormat[]
  /** Upper bound of the request body in bytes. */
  readonly bodyLimitBytes: number
  readonly status: 200 | 201 | 202 | 204
  /** Absent for answers that are no JSON (`contentType` then says what they are) or have no body. */
  readonly response?: z.ZodType
  readonly contentType?: string
  /** Business refusals this route can answer with; those of the edge (401, 422, 429…) are implied. */
  readonly refusals: readonly RefusalCode[]
}

type RouteInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = Omit<
  RouteDefinition<Params, Query, Body>,
  'rateLimit' | 'formats' | 'bodyLimitBytes' | 'status' | 'refusals' | 'side'
> &
  Partial<Pick<RouteDefinition, 'rateLimit' | 'formats' | 'bodyLimitBytes' | 'status' | 'refusals' | 'side'>>

const KIB = 1024

/** Declares a route as a value: registration, validation, authorisation and documentation all come from it. */
export function defineRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(input: RouteInput<Params, Query, Body>): RouteDefinition<Params, Query, Body> {
  return {
    rateLimit: 'default',
    formats: ['json'],
    bodyLimitBytes: 256 * KIB,
    status: 200,
    refusals: [],
    side: input.method === 'get' ? 'query' : 'command',
    ...input,
  }
}
