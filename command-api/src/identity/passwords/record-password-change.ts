import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { IdentityDependencies } from '../dependencies.ts'
import { ownCommand } from '../own-command.ts'
import { recordEndsOf } from '../sessions/end-session.ts'
import { notePasswordChange } from '../users/note-password-change.ts'
import { user } from '../users/user.ts'
import type { PasswordChange } from './password-store.ts'

/** A repeat under an idempotency key is the same change. */
export const changeIdOf = ({ commandId }: CommandContext): string => deriveId('password-change', commandId)

type Recording = Pick<IdentityDependencies, 'executor' | 'sessions' | 'passwordStore'>

/** Tells the log of a change that is done, and of the sessions that it closed. Repeats change nothing. */
export async function recordPasswordChange(
  { executor, sessions, passwordStore }: Recording,
  command: CommandContext,
  change: PasswordChange,
): Promise<{ position: bigint | undefined }> {
  const outcome = await executor.execute(
    // The password is replaced already: what the client saw of the account cannot stand against it.
    { ...command, commandId: change.changeId, ifMatch: undefined, fingerprint: undefined },
    { aggregate: user, id: change.userId, decide: (state) => notePasswordChange(state, change) },
  )
  const closed = await recordEndsOf({ executor, sessions }, command, change.userId)
  if (isRefusal(outcome)) return { position: closed }
  await passwordStore.markRecorded(change.changeId)
  return { position: closed ?? outcome.position }
}

/** Writes into the log what a crash kept out of it. Run it every minute or so. */
export async function recordPasswordChanges(dependencies: Recording): Promise<number> {
  const unrecorded = await dependencies.passwordStore.unrecorded()
  for (const change of unrecorded) {
    const command = ownCommand('record-password-change', change.changeId, change.changedAt)
    await recordPasswordChange(dependencies, command, change)
  }
  return unrecorded.length
}
