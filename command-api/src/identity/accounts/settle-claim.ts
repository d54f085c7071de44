import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { IdentityDependencies } from '../dependencies.ts'
import { ownCommand } from '../own-command.ts'
import { abandonIdentifierChange } from '../users/abandon-identifier-change.ts'
import { isOpen, user } from '../users/user.ts'

type Settling = Pick<IdentityDependencies, 'accounts' | 'executor' | 'now'>

/**
 * Brings a reserved address or staff number to what the account's stream says: taken, the account's row gets it; not,
 * the stream says so first, which fences a change that is still under way, and it is free again (decision 0010).
 */
export async function settleClaim({ accounts, executor, now }: Settling, claimId: string, userId: string) {
  const outcome = await executor.execute(ownCommand('settle-claim', claimId, now()), {
    aggregate: user,
    id: userId,
    decide: (state) => abandonIdentifierChange(state, { userId, claimId }),
  })
  if (isRefusal(outcome)) return
  const { state } = await executor.facts(user, userId)
  const turn = isOpen(state) ? state.claims.taken.indexOf(claimId) : -1
  await (turn >= 0 ? accounts.applyClaim(claimId, userId, turn + 1) : accounts.free(claimId))
}
