import type { SessionEndReason } from '@one-hcm/contracts/identity/sessions/session.events'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { Migration } from '@one-hcm/platform/postgres/migrate'
import type pg from 'pg'

export type EndReason = SessionEndReason | 'reuse_detected'

export type StoredSession = { sessionId: string; userId: string; live: boolean }

/**
 * The session rows. Refresh and logout are one compare-and-swap on the same row: whichever comes second finds nothing
 * to swap, so no token of a closed session works (design §3).
 */
export type SessionStore = {
  /** Does nothing when the session is there already (a repeated login). */
  insert(session: {
    sessionId: string
    userId: string
    role: Role
    refreshHash: string
    /** Of the account's stream: what its role and statut were judged on. */
    accountRevision: number
    now: string
    expiresAt: string
  }): Promise<void>
  /** Removes a session that nobody was told about. */
  remove(sessionId: string): Promise<void>
  find(sessionId: string): Promise<StoredSession | undefined>
  /** Replaces the refresh token of a live session, if it still is the given one. */
  rotate(swap: { sessionId: string; from: string; to: string; turn: number; now: string }): Promise<boolean>
  /** Closes a live session; false when it was closed before. */
  revoke(sessionId: string, reason: EndReason, now: string): Promise<boolean>
  liveOf(userId: string): Promise<string[]>
  /** Live sessions that were opened on an older state of the account than this revision. */
  liveJudgedBefore(userId: string, accountRevision: number): Promise<string[]>
  /** The log contains how the session ended. */
  markRecorded(sessionId: string): Promise<void>
  unrecordedOf(userId: string): Promise<{ sessionId: string; reason: EndReason }[]>
  /** Sessions that were closed a while ago without a trace in the log, at most 100. */
  unrecorded(): Promise<{ sessionId: string; reason: EndReason; revokedAt: string }[]>
  /** Removes rows that no token can belong to any more; what the log says of those sessions stays. */
  forget(): Promise<number>
}

export const sessionStoreMigrations: readonly Migration[] = [
  {
    name: '0021_session_records',
    up: async (db) => {
      await db.raw('alter table hcm.sessions add column end_recorded boolean not null default false')
      await db.raw(
        'create index sessions_unrecorded on hcm.sessions (revoked_at) where revoked_at is not null and not end_recorded',
      )
    },
  },
  {
    name: '0024_session_account_revision',
    up: async (db) => {
      await db.raw('alter table hcm.sessions add column account_revision integer not null default -1')
    },
  },
]

export const createSessionStore = (pool: pg.Pool): SessionStore => ({
  insert: async ({ sessionId, userId, role, refreshHash, accountRevision, now, expiresAt }) => {
    await pool.query({
      name: 'session-insert',
      text: `insert into hcm.sessions
               (session_id, user_id, role, refresh_hash, rotation, created_at, last_used_at, expires_at, account_revision)
             values ($1, $2, $3, $4, 0, $5, $5, $6, $7) on conflict do nothing`,
      values: [sessionId, userId, role, refreshHash, now, expiresAt, accountRevision],
    })
  },
  remove: async (sessionId) => {
    await pool.query('delete from hcm.sessions where session_id = $1 and rotation = 0', [sessionId])
  },
  find: async (sessionId) => {
    const { rows } = await pool.query<StoredSession>({
      name: 'session-find',
      text: `select session_id as "sessionId", user_id as "userId",
                    revoked_at is null and expires_at > now() as live
             from hcm.sessions where session_id = $1`,
      values: [sessionId],
    })
    return rows[0]
  },
  rotate: async ({ sessionId, from, to, turn, now }) => {
    const { rowCount } = await pool.query({
      name: 'session-rotate',
      text: `update hcm.sessions set refresh_hash = $3, rotation = $4, last_used_at = $5
             where session_id = $1 and refresh_hash = $2 and revoked_at is null and expires_at > now()`,
      values: [sessionId, from, to, turn, now],
    })
    return rowCount === 1
  },
  revoke: async (sessionId, reason, now) => {
    const { rowCount } = await pool.query({
      name: 'session-revoke',
      text: `update hcm.sessions set revoked_at = $3, revoked_because = $2
             where session_id = $1 and revoked_at is null`,
      values: [sessionId, reason, now],
    })
    return rowCount === 1
  },
  liveOf: async (userId) => {
    const { rows } = await pool.query<{ session_id: string }>(
      'select session_id from hcm.sessions where user_id = $1 and revoked_at is null and expires_at > now()',
      [userId],
    )
    return rows.map(({ session_id }) => session_id)
  },
  liveJudgedBefore: async (userId, accountRevision) => {
    const { rows } = await pool.query<{ session_id: string }>(
      `select session_id from hcm.sessions
       where user_id = $1 and account_revision < $2 and revoked_at is null and expires_at > now()`,
      [userId, accountRevision],
    )
    return rows.map(({ session_id }) => session_id)
  },
  markRecorded: async (sessionId) => {
    await pool.query('update hcm.sessions set end_recorded = true where session_id = $1', [sessionId])
  },
  unrecordedOf: async (userId) => {
    const { rows } = await pool.query<{ sessionId: string; reason: EndReason }>(
      `select session_id as "sessionId", revoked_because as reason from hcm.sessions
       where user_id = $1 and revoked_at is not null and not end_recorded`,
      [userId],
    )
    return rows
  },
  unrecorded: async () => {
    const { rows } = await pool.query<{ sessionId: string; reason: EndReason; revokedAt: string }>(
      `select session_id as "sessionId", revoked_because as reason, revoked_at as "revokedAt" from hcm.sessions
       where revoked_at < now() - interval '30 seconds' and not end_recorded order by revoked_at limit 100`,
    )
    return rows
  },
  forget: async () => {
    const { rowCount } = await pool.query(
      `delete from hcm.sessions
       where expires_at < now() - interval '1 day' and (revoked_at is null or end_recorded)`,
    )
    return rowCount ?? 0
  },
})
