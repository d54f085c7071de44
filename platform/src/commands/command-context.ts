import { createHmac, randomUUID } from 'node:crypto'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { Actor } from '@one-hcm/contracts/kernel/event'

/** Everything about a request that its events record and its execution needs, besides the command itself. */
export type CommandContext = {
  actor: Actor
  /** Derived from actor, route and idempotency key, or random without a key (design §4). */
  commandId: string
  /** Present when the client sent an idempotency key. */
  fingerprint: string | undefined
  /** The revision the client last saw (`If-Match`). */
  ifMatch: number | undefined
  correlationId: string
  causationId: string
  requestId: string
  /** ISO-8601, UTC. */
  now: string
}

export function commandIdFor(actor: Actor, route: string, idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined ? randomUUID() : deriveId('command', actor.id, route, idempotencyKey)
}

/** Keyed, so that a body of few possible values cannot be guessed from what the log shows. */
export const fingerprintOf = (secret: Buffer, body: Buffer): string =>
  createHmac('sha256', secret).update(body).digest('base64url')
