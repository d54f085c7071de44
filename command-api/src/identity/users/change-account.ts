import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import { rivalsOf, takenBy } from '../accounts/open-account.ts'
import { settleClaim } from '../accounts/settle-claim.ts'
import { leavingAdministrators } from '../administrators/leave-administrators.ts'
import type { IdentityDependencies } from '../dependencies.ts'
import { endSessionsOf } from '../sessions/end-session.ts'
import { differences } from './account-details.ts'
import { type UpdateAccount, type UpdateFacts, updateAccount } from './update-account.ts'
import { isOpen, type OpenUser, user } from './user.ts'

/**
 * Changes an account across both stores: first another address or staff number is reserved, then everything is one
 * append, then the row gets what was reserved. A crash at either arrow leaves a reservation that is settled from the
 * stream, as a sign-up's is (decision 0010). Who loses a role or the right to log in loses their sessions.
 */
export async function changeAccount(
  dependencies: IdentityDependencies,
  command: CommandContext,
  wish: Omit<UpdateAccount, 'claimId'>,
) {
  const { accounts, executor, hashes, settings } = dependencies
  const { userId } = wish
  const { state, revision } = await executor.facts(user, userId)
  if (!isOpen(state)) return refuse('user-not-found')
  const update: UpdateAccount = { ...wish, claimId: deriveId('identifier-claim', command.commandId, userId) }

  const { email, matricule } = differences(wish.wanted, state.details)
  const claimed = { email: email !== undefined, matricule: matricule !== undefined }
  const claims = claimed.email || claimed.matricule
  const key = {
    userId,
    commandId: command.commandId,
    emailHash: email ? hashes.email(email) : '',
    matriculeHash: matricule ? hashes.matricule(matricule) : null,
  }
  const taken = claims ? takenBy(await rivalsOf(dependencies, key), key) : { email: false, matricule: false }
  const facts: UpdateFacts = { taken, claimed, companyDomain: settings.companyDomain, now: command.now }
  // Judged once before anything is written: what the rules forbid leaves no trace.
  const preview = updateAccount(state, update, facts)
  if (isRefusal(preview)) return preview
  const claim = {
    claimId: update.claimId,
    userId,
    commandId: command.commandId,
    emailHash: claimed.email ? key.emailHash : undefined,
    matriculeHash: claimed.matricule ? key.matriculeHash : undefined,
  }
  // Somebody was faster at this very moment: asked again, the answer says who has it.
  if (claims && !(await accounts.claim(claim))) return refuse('concurrent-change')

  const append = async () => {
    // Before the event and after it: a crash in between leaves nobody logged in who should not be.
    await endWhatMayNotGoOn(dependencies, command, userId, preview)
    return executor.execute(command, {
      aggregate: user,
      id: userId,
      decide: (current) => updateAccount(current, update, facts),
    })
  }
  const outcome = stopsBeingAdmin(state, update)
    ? await leavingAdministrators(executor, command, { userId, userRevision: revision }, append)
    : await append()
  if (claims) await settleClaim(dependencies, update.claimId, userId)
  if (isRefusal(outcome)) return outcome
  const position = await endWhatMayNotGoOn(dependencies, command, userId, outcome.events)
  return { ...outcome, position: position ?? outcome.position }
}

const stopsBeingAdmin = (state: OpenUser, { role, statut }: UpdateAccount): boolean =>
  state.role === 'admin' &&
  state.statut === 'actif' &&
  ((role !== undefined && role !== 'admin') || (statut !== undefined && statut !== 'actif'))

async function endWhatMayNotGoOn(
  dependencies: IdentityDependencies,
  command: CommandContext,
  userId: string,
  events: readonly { type: string }[],
): Promise<bigint | undefined> {
  const types = events.map(({ type }) => type)
  // Links went to the former address.
  if (types.includes('UserIdentifiersChanged')) await dependencies.passwordStore.voidResets(userId, command.now)
  if (types.includes('UserStatutChanged'))
    return (await endSessionsOf(dependencies, command, userId, 'account_not_active')).position
  if (types.includes('UserRoleChanged'))
    return (await endSessionsOf(dependencies, command, userId, 'role_changed')).position
  return undefined
}
