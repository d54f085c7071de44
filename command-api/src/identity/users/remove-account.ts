import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import { leavingAdministrators } from '../administrators/leave-administrators.ts'
import type { IdentityDependencies } from '../dependencies.ts'
import { endSessionsOf } from '../sessions/end-session.ts'
import { deleteUser } from './delete-user.ts'
import { isOpen, user } from './user.ts'

/**
 * Deletes an account: its row is made doubtful, the stream ends, the row goes and the sessions with it. A crash in
 * between leaves a doubtful row, which is settled from the stream by whoever meets it.
 */
export async function removeAccount(
  dependencies: IdentityDependencies,
  command: CommandContext,
  { userId, requestedBy }: { userId: string; requestedBy: string },
): Promise<{ position: bigint } | Refusal<RefusalCode>> {
  const { accounts, executor } = dependencies
  const { state, revision } = await executor.facts(user, userId)
  if (!isOpen(state) && state.statut !== 'deleted') return refuse('user-not-found')
  const end = () =>
    executor.execute(command, {
      aggregate: user,
      id: userId,
      decide: (current) => deleteUser(current, { userId, requestedBy }),
    })
  if (isOpen(state)) await accounts.suspend(userId)
  const isAdmin = isOpen(state) && state.role === 'admin' && state.statut === 'actif'
  const outcome = isAdmin
    ? await leavingAdministrators(executor, command, { userId, userRevision: revision }, end)
    : await end()
  if (isRefusal(outcome)) {
    await accounts.confirm(userId)
    return outcome
  }
  await accounts.remove(userId)
  const { position } = await endSessionsOf(dependencies, command, userId, 'account_deleted')
  return { position: position ?? outcome.position }
}
