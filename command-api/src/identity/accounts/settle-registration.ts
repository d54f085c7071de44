import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { IdentityDependencies } from '../dependencies.ts'
import { ownCommand } from '../own-command.ts'
import { abandonRegistration } from '../users/abandon-registration.ts'
import { user } from '../users/user.ts'
import type { Account } from './accounts.ts'
import { settleClaim } from './settle-claim.ts'

/** Milliseconds after which a pending row is no sign-up under way any more. */
const AGED_MS = 60_000

type Settling = Pick<IdentityDependencies, 'accounts' | 'executor' | 'now'>

/** Brings a pending row to what the log says, whatever it is pending for. */
export const settlePending = (
  dependencies: Settling,
  { userId, claimFor }: Pick<Account, 'userId' | 'claimFor'>,
): Promise<void> =>
  claimFor === null ? settleRegistration(dependencies, userId) : settleClaim(dependencies, userId, claimFor)

/**
 * Brings a pending account to what its stream says: present, the row is confirmed; absent, the stream is closed with
 * `RegistrationAbandoned`, which fences an append that is still under way, and the row is freed (design §3). The same
 * for an account that was about to be deleted: it is still there, or its row goes.
 */
export async function settleRegistration({ accounts, executor, now }: Settling, userId: string): Promise<void> {
  const outcome = await executor.execute(ownCommand('settle-registration', userId, now()), {
    aggregate: user,
    id: userId,
    decide: (state) => abandonRegistration(state, { userId }),
  })
  // Rivals write to the stream: whoever meets the row next settles it.
  if (isRefusal(outcome)) return
  const row = outcome.row as UserRow | undefined
  await (row ? accounts.confirm(userId) : accounts.free(userId))
}

/** Settles what crashes left behind. Run it every minute or so; safe in several processes at once. */
export async function settlePendingRegistrations(dependencies: Settling, agedMs = AGED_MS): Promise<number> {
  const pending = await dependencies.accounts.pendingLongerThan(agedMs)
  for (const account of pending) await settlePending(dependencies, account)
  return pending.length
}
