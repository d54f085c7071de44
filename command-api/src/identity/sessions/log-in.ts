import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import { settleRegistration } from '../accounts/settle-registration.ts'
import type { IdentityDependencies } from '../dependencies.ts'
import { type OpenedSession, openSession } from './open-session.ts'

/**
 * Checks the password before anything else is looked at: an unknown address and a wrong password get the same answer
 * after the same work (reliability A7), and only the owner learns what keeps an account from being used.
 */
export async function logIn(
  dependencies: IdentityDependencies,
  command: CommandContext,
  { email, password }: { email: string; password: string },
): Promise<OpenedSession | Refusal<RefusalCode>> {
  const { accounts, hashes, passwords } = dependencies
  const account = await accounts.findByEmail(hashes.email(email))
  const matches = await passwords.verify(account?.passwordHash, password)
  if (isRefusal(matches)) return matches
  if (!account || !matches) return refuse('invalid-credentials')
  if (account.state === 'pending') await settleRegistration(dependencies, account.userId)
  // A password that was changed while it was checked opens nothing any more.
  const stillHolds = async () => (await accounts.findById(account.userId))?.passwordVersion === account.passwordVersion
  return openSession(dependencies, command, account.userId, stillHolds)
}
