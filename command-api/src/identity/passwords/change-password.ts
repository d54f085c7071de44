import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { IdentityDependencies } from '../dependencies.ts'
import { changeIdOf, recordPasswordChange } from './record-password-change.ts'

/** Replaces a password whose owner knows it. Resolves with where the log ended; all sessions are closed by then. */
export async function changePassword(
  dependencies: IdentityDependencies,
  command: CommandContext,
  { userId, current, next }: { userId: string; current: string; next: string },
): Promise<{ position: bigint | undefined } | Refusal<RefusalCode>> {
  const { accounts, passwords, passwordStore } = dependencies
  const changeId = changeIdOf(command)
  const done = await passwordStore.find(changeId)
  if (done) return recordPasswordChange(dependencies, command, done)

  const account = await accounts.findById(userId)
  if (!account) return refuse('user-not-found')
  const matches = await passwords.verify(account.passwordHash, current)
  if (isRefusal(matches)) return matches
  if (!matches) return refuse('wrong-current-password')
  if (next === current) return refuse('password-unchanged')
  const passwordHash = await passwords.hash(next)
  if (isRefusal(passwordHash)) return passwordHash

  const change = { changeId, userId, resetId: null, changedAt: command.now }
  const replaced = await passwordStore.replace({ ...change, version: account.passwordVersion, passwordHash })
  // Somebody else was faster: what was given as current is so no more.
  if (!replaced) return refuse('wrong-current-password')
  return recordPasswordChange(dependencies, command, change)
}
