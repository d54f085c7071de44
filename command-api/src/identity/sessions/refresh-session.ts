import type { TokensWire } from '@one-hcm/contracts/identity/sessions/session.wire'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { IdentityDependencies } from '../dependencies.ts'
import { refuseLogIn } from '../users/refuse-log-in.ts'
import { user } from '../users/user.ts'
import { endSession } from './end-session.ts'
import { refreshHash } from './refresh-token.ts'

/**
 * Exchanges a refresh token, once. A token of ours that is no longer the session's current one was used before, by its
 * owner or by a thief: the session is closed for both (reliability S1, S2).
 */
export async function refreshSession(
  dependencies: IdentityDependencies,
  command: CommandContext,
  token: string,
): Promise<TokensWire | Refusal<RefusalCode>> {
  const { executor, sessions, refreshTokens, tokens } = dependencies
  const invalid = refuse('invalid-refresh-token')
  const claimed = refreshTokens.read(token)
  if (!claimed) return invalid
  const { sessionId, turn } = claimed
  const stored = await sessions.find(sessionId)
  if (!stored?.live) return invalid

  const { state } = await executor.facts(user, stored.userId)
  const account = refuseLogIn(state)
  if (isRefusal(account)) {
    await endSession(dependencies, command, sessionId, 'account_not_active')
    return invalid
  }
  const next = refreshTokens.issue(sessionId, turn + 1)
  const rotated = await sessions.rotate({
    sessionId,
    from: refreshHash(token),
    to: refreshHash(next),
    turn: turn + 1,
    now: command.now,
  })
  if (!rotated) {
    await endSession(dependencies, command, sessionId, 'reuse_detected')
    return invalid
  }
  return {
    access_token: tokens.issue({ userId: stored.userId, role: account.role, sessionId }),
    refresh_token: next,
    token_type: 'bearer',
    expires_in: tokens.expiresInSeconds,
  }
}
