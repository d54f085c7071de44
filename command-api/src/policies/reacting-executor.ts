import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { Policy } from './policy.ts'
import { type PerformCommand, runPolicies } from './run-policies.ts'

/**
 * An executor that runs the policies right after each append and answers with the last position, so that whoever reads
 * after their write sees the reactions too. Whatever fails here is done by the policy's follower.
 */
export const reactingExecutor = (
  executor: CommandExecutor,
  policies: readonly Policy[],
  perform: PerformCommand,
  logger: Logger,
): CommandExecutor => {
  const reacting: CommandExecutor = {
    ...executor,
    execute: async (context, command) => {
      const outcome = await executor.execute(context, command)
      if (isRefusal(outcome)) return outcome
      let { position } = outcome
      for (const event of outcome.events) {
        // What a reaction leads to is a reaction too: it ends, because every command of a policy is harmless to repeat.
        const reached = await runPolicies(policies, perform, reacting, event).catch((error: unknown) => {
          logger.warn({ err: error, event: event.id }, 'policies left to their followers')
          return undefined
        })
        if (reached !== undefined && reached > position) position = reached
      }
      return { ...outcome, position }
    },
  }
  return reacting
}
