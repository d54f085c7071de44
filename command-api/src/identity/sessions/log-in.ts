import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { Account } from '../accounts/accounts.ts'
import { isImportedHash } from '../accounts/imported-hash.ts'
import { settlePending, settleRegistration } from '../accounts/settle-registration.ts'
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
  const emailHash = hashes.email(email)
  let account = await accounts.findByEmail(emailHash)
  // An address that is just changing hands: the log says whose it is.
  if (account && account.claimFor !== null) {
    await settlePending(dependencies, account)
    account = await accounts.findByEmail(emailHash)
  }
  const matches = await passwords.verify(account?.passwordHash, password)
  if (isRefusal(matches)) return matches
  const { userId, passwordVersion } = account ?? {}
  if (!account || !userId || !matches) return refuse('invalid-credentials')
  if (isImportedHash(account.passwordHash)) await renewHash(dependencies, account, password)
  if (account.state === 'pending') await settleRegistration(dependencies, account.userId)
  // A password that was changed while it was checked opens nothing any more. The session's row is there by then: a change
  // that does not see it yet has not ended, and is waited for.
  const stillHolds = async () => (await accounts.passwordVersionOf(userId)) === passwordVersion
  return openSession(dependencies, command, userId, stillHolds)
}

/** The one moment at which the password is known: its hash becomes one of ours. When it is busy, the next login does it. */
async function renewHash(
  { accounts, passwords }: Pick<IdentityDependencies, 'accounts' | 'passwords'>,
  { userId, passwordHash }: Account,
  password: string,
): Promise<void> {
  const renewed = await passwords.hash(password)
  if (!isRefusal(renewed)) await accounts.replaceHash(userId, passwordHash, renewed)
}
