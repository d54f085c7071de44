import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { Accepted, CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { Policy } from './policy.ts'
import type { PolicyCommand } from './policy-command.ts'

export type PerformCommand = (
  executor: CommandExecutor,
  context: CommandContext,
  command: PolicyCommand,
) => Promise<Done | Refusal<RefusalCode>>

/** Where the log ended with what was done; undefined when nothing came of it. */
export type Done = Pick<Accepted<unknown>, 'position' | 'events'> | { position: bigint | undefined }

/**
 * Runs the policies that react to an event and resolves with the last log position that came of it, undefined when
 * nothing did. Ids and times derive from the event, so that a follower and the command handler that ran it before it make
 * the very same events, and the store keeps one. A refusal ends that reaction: the domain says no for good.
 */
export async function runPolicies(
  policies: readonly Policy[],
  perform: PerformCommand,
  executor: CommandExecutor,
  event: Recorded,
): Promise<bigint | undefined> {
  let position: bigint | undefined
  for (const policy of policies.filter(({ on }) => on.includes(event.type)))
    for (const [index, command] of policy.react(event).entries()) {
      const outcome = await perform(executor, contextOf(policy, event, index), command)
      if (isRefusal(outcome) || ('events' in outcome && outcome.events.length === 0)) continue
      position = outcome.position ?? position
    }
  return position
}

function contextOf(policy: Policy, event: Recorded, index: number): CommandContext {
  return {
    actor: { id: `policy:${policy.name}`, role: 'system' },
    commandId: deriveId('policy', policy.name, event.id, String(index)),
    fingerprint: undefined,
    ifMatch: undefined,
    correlationId: event.metadata.correlation_id,
    causationId: event.id,
    requestId: event.metadata.request_id,
    now: event.metadata.occurred_at,
  }
}
