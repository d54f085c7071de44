import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { Accepted, CommandExecutor } from '@one-hcm/platform/commands/executor'
import { email } from './email.ts'
import { type QueueEmail, queueEmail } from './queue-email.ts'

/** Queues a message once. Of somebody who is erased only is left that there would have been one. */
export async function enqueue(
  executor: CommandExecutor,
  context: CommandContext,
  command: QueueEmail,
  erased = false,
): Promise<Accepted<unknown> | Refusal<RefusalCode>> {
  try {
    return await executor.execute(context, {
      aggregate: email,
      id: command.emailId,
      decide: (state) => queueEmail(state, command, { now: context.now, erased }),
    })
  } catch (error) {
    if (erased || !isErasedPerson(error)) throw error
    return enqueue(executor, context, command, true)
  }
}

/** Sealing was asked for a person whose key is destroyed. */
export const isErasedPerson = (error: unknown): boolean => (error as Error | undefined)?.name === 'PersonErased'
