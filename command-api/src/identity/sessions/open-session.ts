import type { TokensWire } from '@one-hcm/contracts/identity/sessions/session.wire'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { IdentityDependencies } from '../dependencies.ts'
import { refuseLogIn } from '../users/refuse-log-in.ts'
import { user } from '../users/user.ts'
import { refreshHash } from './refresh-token.ts'
import { session } from './session.ts'
import { startSession } from './start-session.ts'

const DAY_MS = 86_400_000

export type OpenedSession = { row: UserRow; tokens: TokensWire; position: bigint; sessionId: string; startedAt: string }

/**
 * Logs a known person in, if what they showed still holds. The account is read after the session's row is written, and
 * who blocks an account closes its rows after the event, or the policy `end-sessions-on-account-change` does: so of a
 * login and a blocking at the same moment, none leaves a live session behind.
 */
export async function openSession(
  { executor, sessions, refreshTokens, tokens, settings }: IdentityDependencies,
  command: CommandContext,
  userId: string,
  stillHolds: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<OpenedSession | Refusal<RefusalCode>> {
  const before = await executor.facts(user, userId)
  const refused = refuseLogIn(before.state)
  if (isRefusal(refused)) return refused

  const sessionId = deriveId('session', command.commandId)
  const expiresAt = new Date(Date.parse(command.now) + settings.sessionDays * DAY_MS).toISOString()
  const refreshToken = refreshTokens.issue(sessionId, 0)
  await sessions.insert({
    sessionId,
    userId,
    role: refused.role,
    refreshHash: refreshHash(refreshToken),
    accountRevision: before.revision,
    now: command.now,
    expiresAt,
  })

  const { state, row } = await executor.facts(user, userId)
  const allowed = (await stillHolds()) ? refuseLogIn(state) : refuse('invalid-credentials')
  if (isRefusal(allowed)) {
    await sessions.remove(sessionId)
    return allowed
  }
  const outcome = await executor.execute(
    { ...command, ifMatch: undefined },
    {
      aggregate: session,
      id: sessionId,
      isNew: true,
      decide: (current) => startSession(current, { sessionId, userId, role: allowed.role, expiresAt }),
    },
  )
  if (isRefusal(outcome)) return outcome
  return {
    row: row as UserRow,
    position: outcome.position,
    sessionId,
    startedAt: command.now,
    tokens: {
      access_token: tokens.issue({ userId, role: allowed.role, sessionId }),
      refresh_token: refreshToken,
      token_type: 'bearer',
      expires_in: tokens.expiresInSeconds,
    },
  }
}
