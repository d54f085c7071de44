import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { ADMINISTRATORS, administrators } from './administrators.ts'
import { listAdministrator } from './list-administrator.ts'
import { unlistAdministrator } from './unlist-administrator.ts'

/**
 * Does to an administrator what ends their being one, if somebody else is left. They leave the list first; when the work
 * is refused after all they are listed again. A crash in between leaves them unlisted: fewer count than there are, never
 * more.
 */
export async function leavingAdministrators<T>(
  executor: CommandExecutor,
  command: CommandContext,
  { userId, userRevision }: { userId: string; userRevision: number },
  work: () => Promise<T | Refusal<RefusalCode>>,
): Promise<T | Refusal<RefusalCode>> {
  const own = (step: string): CommandContext => ({
    ...command,
    commandId: deriveId('command', command.commandId, step, userId),
    ifMatch: undefined,
    fingerprint: undefined,
  })
  const left = await executor.execute(own('leave'), {
    aggregate: administrators,
    id: ADMINISTRATORS,
    decide: (state) => unlistAdministrator(state, { userId, userRevision }),
  })
  if (isRefusal(left)) return left
  const outcome = await work()
  if (isRefusal(outcome))
    await executor.execute(own('stay'), {
      aggregate: administrators,
      id: ADMINISTRATORS,
      decide: (state) => listAdministrator(state, { userId, userRevision: userRevision + 1 }),
    })
  return outcome
}
