import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { IdentityDependencies } from '../dependencies.ts'
import { changeIdOf, recordPasswordChange } from './record-password-change.ts'
import { resetTokenHash } from './reset-token.ts'

/** Sets a password with the token of a link. The token works once; nothing is hashed for one that does not. */
export async function resetPassword(
  dependencies: IdentityDependencies,
  command: CommandContext,
  { token, next }: { token: string; next: string },
): Promise<{ position: bigint | undefined } | Refusal<RefusalCode>> {
  const { accounts, passwords, passwordStore, resetTokens } = dependencies
  const invalid = refuse('invalid-reset-token')
  const resetId = resetTokens.read(token)
  if (!resetId) return invalid
  const changeId = changeIdOf(command)
  const done = await passwordStore.find(changeId)
  if (done) return done.resetId === resetId ? recordPasswordChange(dependencies, command, done) : invalid

  const reset = await passwordStore.findReset(resetId, resetTokenHash(token))
  const account = reset && (await accounts.findById(reset.userId))
  if (!account) return invalid
  const passwordHash = await passwords.hash(next)
  if (isRefusal(passwordHash)) return passwordHash
  const change = { changeId, userId: account.userId, resetId, changedAt: command.now }
  const replaced = await passwordStore.replace({ ...change, version: account.passwordVersion, passwordHash })
  return replaced ? recordPasswordChange(dependencies, command, change) : invalid
}
