import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { IdentityDependencies } from '../dependencies.ts'
import { ownCommand } from '../own-command.ts'
import { revokeSession } from './revoke-session.ts'
import { session } from './session.ts'
import type { EndReason, SessionStore } from './session-store.ts'

type Ending = Pick<IdentityDependencies, 'executor' | 'sessions'>
type Recording = Pick<IdentityDependencies, 'executor'> & { sessions: Pick<SessionStore, 'markRecorded'> }
/** What ending the sessions of an account needs of their rows. */
export type OpenSessions = Pick<SessionStore, 'liveJudgedBefore' | 'revoke' | 'markRecorded'>

/**
 * Closes a session: first the row, so that its tokens stop working whatever happens next, then the event. Returns the
 * position of the event, undefined when the session was closed before. A crash in between is put right by
 * `recordRevokedSessions`.
 */
export async function endSession(
  { executor, sessions }: Ending,
  command: CommandContext,
  sessionId: string,
  reason: EndReason,
): Promise<bigint | undefined> {
  if (!(await sessions.revoke(sessionId, reason, command.now))) return undefined
  const position = await recordEnd({ executor, sessions }, command, sessionId, reason)
  return position
}

/** Closes every session of an account, but for one if it is named. Says how many, and where the log ended with them. */
export async function endSessionsOf(
  dependencies: Ending,
  command: CommandContext,
  userId: string,
  reason: EndReason,
  exceptId?: string,
): Promise<{ count: number; position: bigint | undefined }> {
  const live = await dependencies.sessions.liveOf(userId)
  return endEach(
    dependencies,
    command,
    live.filter((sessionId) => sessionId !== exceptId),
    reason,
  )
}

/**
 * Closes the sessions that were opened on an older state of an account than the given revision: those that a change of
 * the account left behind. Repeats close nothing, and no session that was opened on what is so now.
 */
export async function endSessionsJudgedBefore(
  dependencies: Recording & { sessions: OpenSessions },
  command: CommandContext,
  { userId, accountRevision, reason }: { userId: string; accountRevision: number; reason: EndReason },
): Promise<{ count: number; position: bigint | undefined }> {
  const left = await dependencies.sessions.liveJudgedBefore(userId, accountRevision)
  return endEach(dependencies, command, left, reason)
}

async function endEach(
  dependencies: Recording & { sessions: Pick<SessionStore, 'revoke'> },
  command: CommandContext,
  sessionIds: readonly string[],
  reason: EndReason,
): Promise<{ count: number; position: bigint | undefined }> {
  let count = 0
  let position: bigint | undefined
  for (const sessionId of sessionIds) {
    if (!(await dependencies.sessions.revoke(sessionId, reason, command.now))) continue
    count += 1
    position = (await recordEnd(dependencies, command, sessionId, reason)) ?? position
  }
  return { count, position }
}

/** Records the ends of an account's sessions that were closed along with something else. */
export async function recordEndsOf(
  dependencies: Ending,
  command: CommandContext,
  userId: string,
): Promise<bigint | undefined> {
  let position: bigint | undefined
  for (const { sessionId, reason } of await dependencies.sessions.unrecordedOf(userId))
    position = (await recordEnd(dependencies, command, sessionId, reason)) ?? position
  return position
}

/** Writes into the log what a crash kept out of it. Run it every minute or so; repeats change nothing. */
export async function recordRevokedSessions(dependencies: Ending): Promise<number> {
  const unrecorded = await dependencies.sessions.unrecorded()
  for (const { sessionId, reason, revokedAt } of unrecorded) {
    const command = ownCommand('record-session-end', sessionId, new Date(revokedAt).toISOString())
    await recordEnd(dependencies, command, sessionId, reason)
  }
  return unrecorded.length
}

async function recordEnd(
  { executor, sessions }: Recording,
  command: CommandContext,
  sessionId: string,
  reason: EndReason,
): Promise<bigint | undefined> {
  const own = { ...command, commandId: deriveId('command', command.commandId, 'end', sessionId) }
  const outcome = await executor.execute(
    { ...own, ifMatch: undefined, fingerprint: undefined },
    { aggregate: session, id: sessionId, decide: (state) => revokeSession(state, { sessionId, reason }) },
  )
  if (isRefusal(outcome)) return undefined
  await sessions.markRecorded(sessionId)
  return outcome.position
}
