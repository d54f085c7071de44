import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'

/** A command of our own about one thing: repeating it is the same command. */
export function ownCommand(what: string, id: string, now: string): CommandContext {
  const commandId = deriveId('command', what, id)
  return {
    actor: { id: 'identity', role: 'system' },
    commandId,
    fingerprint: undefined,
    ifMatch: undefined,
    correlationId: commandId,
    causationId: commandId,
    requestId: commandId,
    now,
  }
}
