import { randomUUID } from 'node:crypto'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'

/** A command of the mailer's, because of an event where there is one. Each is a new one: the streams judge repeats. */
export function mailerCommand(now: string, because?: Recorded): CommandContext {
  const commandId = randomUUID()
  return {
    actor: { id: 'mailer', role: 'system' },
    commandId,
    fingerprint: undefined,
    ifMatch: undefined,
    correlationId: because?.metadata.correlation_id ?? commandId,
    causationId: because?.id ?? commandId,
    requestId: because?.metadata.request_id ?? commandId,
    now,
  }
}
