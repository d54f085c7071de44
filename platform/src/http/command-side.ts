import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'
import type { Request } from 'express'
import { type CommandContext, commandIdFor, fingerprintOf, visitorScope } from '../commands/command-context.ts'
import type { IdempotencyStore } from '../commands/idempotency-store.ts'
import type { AppliedPosition } from '../read-models/applied-position.ts'
import type { Floors } from '../read-models/floors.ts'
import type { Side } from './app.ts'
import type { Exchange } from './exchange.ts'

/** Milliseconds a write waits for the read models when the client sends no token (design §4). */
const READ_MODEL_WAIT_MS = 2_000

export type CommandSideOptions = {
  idempotency: IdempotencyStore
  /** Key of the request fingerprints. */
  fingerprintSecret: Buffer
  readModels: AppliedPosition
  floors: Floors
  now(): string
}

/**
 * What every write promises: a command id from the idempotency key, one answer per key, a consistency token, and, for
 * clients that ask for nothing else, an answer only once the read models contain the write.
 */
export function commandSide(options: CommandSideOptions): Side {
  return {
    around: async (exchange, route, raw, request, handle) => {
      const key = request.get('Idempotency-Key')
      if (key !== undefined && !/^[\x20-\x7e]{1,200}$/.test(key)) return refuse('idempotency-key-invalid')
      const command = contextOf(options, request, route, raw, key, exchange)
      exchange.command = command
      if (command.fingerprint !== undefined) {
        const reserved = await options.idempotency.reserve(command.commandId, command.fingerprint, command.now)
        if (reserved === 'other-request') return refuse('idempotency-key-reused')
        command.now = reserved.since
      }
      const reply = await handle()
      if (isRefusal(reply) || reply.position === undefined) return reply
      if (command.fingerprint !== undefined)
        await options.idempotency.complete(command.commandId, reply.status ?? route.status, reply.position)
      if (!/\brespond-async\b/.test(request.get('Prefer') ?? '')) {
        const visible = await options.readModels.waitFor(reply.position, READ_MODEL_WAIT_MS)
        const sessionId = reply.sessionId ?? exchange.caller?.sessionId
        if (!visible && sessionId) await options.floors.raise(sessionId, reply.position)
      }
      return { ...reply, headers: { ...reply.headers, 'Consistency-Token': String(reply.position) } }
    },
  }
}

function contextOf(
  options: CommandSideOptions,
  request: Request,
  route: RouteDefinition,
  raw: Buffer,
  key: string | undefined,
  { caller, body, requestId }: Pick<Exchange, 'caller' | 'body' | 'requestId'>,
): CommandContext {
  const actor = caller ? { id: caller.id, role: caller.role } : { id: 'visitor', role: 'visitor' }
  const scope = caller?.id ?? visitorScope(options.fingerprintSecret, subjectOf(route, body) ?? raw)
  const commandId = commandIdFor(scope, `${route.method} ${request.path.replace(/\/$/, '')}`, key)
  return {
    actor,
    commandId,
    fingerprint: key === undefined ? undefined : fingerprintOf(options.fingerprintSecret, raw),
    ifMatch: revisionOf(request.get('If-Match')),
    correlationId: requestId,
    causationId: commandId,
    requestId,
    now: options.now(),
  }
}

function subjectOf({ visitorField }: RouteDefinition, body: unknown): string | undefined {
  const subject = visitorField && (body as Readonly<Record<string, unknown>> | undefined)?.[visitorField]
  return typeof subject === 'string' ? subject : undefined
}

/** The revision an `If-Match` names. A tag that is none of ours matches no revision: ignoring it would lose an update. */
function revisionOf(tag: string | undefined): number | undefined {
  if (tag === undefined || tag === '*') return undefined
  const revision = /^(?:W\/)?"?(\d{1,15})"?$/.exec(tag)?.[1]
  return revision === undefined ? Number.NaN : Number(revision)
}
