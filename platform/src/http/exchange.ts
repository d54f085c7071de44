import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { Role, RouteDefinition } from '@one-hcm/contracts/kernel/route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { Response } from 'express'
import type { z } from 'zod'
import type { CommandContext } from '../commands/command-context.ts'
import type { Language } from './problem.ts'

/** Who calls, as the verified access token says. */
export type Caller = { id: string; role: Role; sessionId: string }

export type UploadedFile = { field: string; name: string; mimeType: string; bytes: Buffer }

type Output<S> = S extends z.ZodType ? z.output<S> : undefined

/** A request that passed authentication, authorisation and validation. */
export type Exchange<Params = unknown, Query = unknown, Body = unknown> = {
  params: Params
  query: Query
  body: Body
  files: readonly UploadedFile[]
  /** Undefined for visitors of routes that allow them. */
  caller: Caller | undefined
  /** The caller on routes that allow no visitors. */
  user: Caller
  /** Whether the route gives this caller all of the data or only their own. */
  scope: 'all' | 'own'
  language: Language
  requestId: string
  /** Client address as seen through the configured number of proxies. */
  ip: string
  /** What the events of this request record; on command routes only. */
  command: CommandContext
  /** The position the client asked to be contained in the answer (`Consistency-Token`), on query routes. */
  response: Response
}

/** What a handler answers; the edge adds request id, consistency token, ETag and security headers. */
export type Reply = {
  status?: number
  body?: unknown
  headers?: Readonly<Record<string, string>>
  /** Of the aggregate: sent as ETag. */
  revision?: number
  /** In the log: sent as Consistency-Token after a write. */
  position?: bigint
  /** The session this reply opens: what its next reads must not fall behind of. The caller's own without it. */
  sessionId?: string
  /** Bytes of a file instead of JSON. */
  bytes?: Buffer
  /** The handler has written the response itself (streams). */
  sent?: true
}

export type Handler<Params, Query, Body> = (
  exchange: Exchange<Params, Query, Body>,
) => Promise<Reply | Refusal<RefusalCode>>

/** A declared route and what serves it. */
export type Endpoint = { route: RouteDefinition; handle: Handler<unknown, unknown, unknown> }

export const endpoint = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  route: RouteDefinition<P, Q, B>,
  handle: Handler<Output<P>, Output<Q>, Output<B>>,
): Endpoint => ({ route: route as RouteDefinition, handle: handle as Handler<unknown, unknown, unknown> })
