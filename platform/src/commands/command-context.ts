import { createHmac, randomUUID } from 'node:crypto'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { Actor } from '@one-hcm/contracts/kernel/event'

/** Everything about a request that its events record and its execution needs, besides the command itself. */
export type CommandContext = {
  actor: Actor
  /** Derived from who calls, route and idempotency key, or random without a key (design §4). */
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

/** `caller` is whose idempotency keys these are: a user's id, or what `visitorScope` says. */
export function commandIdFor(caller: string, route: string, idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined ? randomUUID() : deriveId('command', caller, route, idempotencyKey)
}

/**
 * Visitors have no id: what their request is about stands for them, an address whatever its case or a whole body. Keyed,
 * because the command id is in the log, and an address could be guessed from it.
 */
export const visitorScope = (secret: Buffer, about: string | Buffer): string =>
  `visitor ${fingerprintOf(secret, typeof about === 'string' ? Buffer.from(about.trim().toLowerCase()) : about)}`

/** Keyed, so that a body of few possible values cannot be guessed from what the log shows. */
export const fingerprintOf = (secret: Buffer, body: Buffer): string =>
  createHmac('sha256', secret).update(body).digest('base64url')
