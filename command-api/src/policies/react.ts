import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { Policy } from './policy.ts'

/**
 * Gives a policy's commands for one event. Ids derive from policy and event, so a second time changes nothing. Returns
 * the last position reached, undefined when there was nothing to do. A refusal is final and logged: the domain has said
 * no to its own policy.
 */
export async function react(
  executor: CommandExecutor,
  policy: Policy,
  event: Recorded,
  logger: Logger,
): Promise<bigint | undefined> {
  if (!policy.on.includes(event.type)) return undefined
  let position: bigint | undefined
  for (const [index, command] of policy.react(event).entries()) {
    const commandId = deriveId('policy', policy.name, event.id, String(index))
    const outcome = await executor.execute(
      {
        actor: { id: `policy/${policy.name}`, role: 'system' },
        commandId,
        fingerprint: undefined,
        ifMatch: undefined,
        correlationId: event.metadata.correlation_id,
        causationId: event.id,
        requestId: event.metadata.request_id,
        // What follows from an event happens at its time, so that a replay makes the same history.
        now: event.metadata.occurred_at,
      },
      command,
    )
    if (isRefusal(outcome))
      logger.error({ policy: policy.name, command: command.name, refused: outcome.refused }, 'policy refused')
    else if (position === undefined || outcome.position > position) position = outcome.position
  }
  return position
}

/**
 * An executor that runs the policies right after each append and answers with the last position, so that whoever reads
 * after their write sees the reactions too. Whatever fails here is done by the policy's follower.
 */
export const reactingExecutor = (
  executor: CommandExecutor,
  policies: readonly Policy[],
  logger: Logger,
): CommandExecutor => ({
  ...executor,
  execute: async (context, command) => {
    const outcome = await executor.execute(context, command)
    if (isRefusal(outcome)) return outcome
    let { position } = outcome
    for (const event of outcome.events)
      for (const policy of policies) {
        const reached = await react(executor, policy, event, logger).catch((error: unknown) => {
          logger.warn({ err: error, policy: policy.name }, 'policy left to its follower')
          return undefined
        })
        if (reached !== undefined && reached > position) position = reached
      }
    return { ...outcome, position }
  },
})
