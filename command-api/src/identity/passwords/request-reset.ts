import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { IdentityDependencies } from '../dependencies.ts'
import { ownCommand } from '../own-command.ts'
import { requestPasswordReset } from '../users/request-password-reset.ts'
import { user } from '../users/user.ts'
import { resetTokenHash } from './reset-token.ts'

/** Milliseconds a link is good for (recruitment §4.1). */
const LINK_MS = 3_600_000

type Requesting = Pick<IdentityDependencies, 'executor' | 'passwordStore' | 'resetTokens'>

/**
 * Makes a link's token good. Comes before the event that the link is to be sent, whose sender derives the token: so no link is
 * ever sent that does not work; a crash in between leaves a row that nobody knows the token of.
 */
export async function prepareReset(
  { passwordStore, resetTokens }: Omit<Requesting, 'executor'>,
  command: CommandContext,
  userId: string,
): Promise<{ resetId: string; expiresAt: string }> {
  const resetId = deriveId('password-reset', command.commandId, userId)
  const expiresAt = new Date(Date.parse(command.now) + LINK_MS).toISOString()
  await passwordStore.insertReset({ resetId, userId, tokenHash: resetTokenHash(resetTokens.issue(resetId)), expiresAt })
  return { resetId, expiresAt }
}

/** Makes a link's token good, then records that the link is to be sent. */
export async function requestReset(dependencies: Requesting, command: CommandContext, userId: string) {
  const { resetId, expiresAt } = await prepareReset(dependencies, command, userId)
  return dependencies.executor.execute(
    { ...command, commandId: resetId, ifMatch: undefined, fingerprint: undefined },
    { aggregate: user, id: userId, decide: (state) => requestPasswordReset(state, { userId, resetId, expiresAt }) },
  )
}

/**
 * Sees to what people asked for. Asking only notes the wish, with the same work for every address; so neither the answer
 * nor its time tells whether somebody has an account (reliability A8).
 */
export async function grantWishes(
  dependencies: Requesting & Pick<IdentityDependencies, 'accounts' | 'passwordStore'>,
): Promise<number> {
  const wishes = await dependencies.passwordStore.wishes()
  for (const { wishId, emailHash, wishedAt } of wishes) {
    const account = await dependencies.accounts.findByEmail(emailHash)
    if (account?.claimFor === null)
      await requestReset(dependencies, ownCommand('grant-wish', wishId, wishedAt), account.userId)
    await dependencies.passwordStore.grant(wishId)
  }
  return wishes.length
}
