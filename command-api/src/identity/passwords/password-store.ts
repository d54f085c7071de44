import { inTransaction } from '@one-hcm/platform/postgres/pool'
import type pg from 'pg'

/** A change of a password that is done; `resetId` names the link it was done with. */
export type PasswordChange = { changeId: string; userId: string; resetId: string | null; changedAt: string }

export type NewPassword = PasswordChange & { version: number; passwordHash: string }

/** Rows behind changing and resetting passwords. */
export type PasswordStore = {
  /** Notes that somebody asked for a link; the same work for addresses that nobody has. */
  wish(wish: { wishId: string; emailHash: string; now: string }): Promise<void>
  /** What was asked for and is not seen to, oldest first, at most 100. */
  wishes(): Promise<{ wishId: string; emailHash: string; wishedAt: string }[]>
  grant(wishId: string): Promise<void>
  /** Does nothing when the reset is there already. */
  insertReset(reset: { resetId: string; userId: string; tokenHash: string; expiresAt: string }): Promise<void>
  /** Whose password the token can set now. */
  findReset(resetId: string, tokenHash: string): Promise<{ userId: string } | undefined>
  /**
   * In one transaction: the new password, unless the account has another one than was looked at; every open link used
   * up; every session closed; the change noted for the log. False when password or link were used up before.
   */
  replace(change: NewPassword): Promise<boolean>
  /** Voids every open link of an account. */
  voidResets(userId: string, now: string): Promise<void>
  find(changeId: string): Promise<PasswordChange | undefined>
  markRecorded(changeId: string): Promise<void>
  /** Changes done a while ago that the log does not contain yet, at most 100. */
  unrecorded(): Promise<PasswordChange[]>
  /** Removes what nobody can use any more. */
  forget(): Promise<void>
}

const CHANGE = `change_id as "changeId", user_id as "userId", reset_id as "resetId", changed_at as "changedAt"`
const asChange = (row: PasswordChange): PasswordChange => ({
  ...row,
  changedAt: new Date(row.changedAt).toISOString(),
})

export const createPasswordStore = (pool: pg.Pool): PasswordStore => ({
  wish: async ({ wishId, emailHash, now }) => {
    await pool.query({
      name: 'password-wish',
      text: `insert into hcm.password_reset_wishes (wish_id, email_hash, wished_at) values ($1, $2, $3)
             on conflict do nothing`,
      values: [wishId, emailHash, now],
    })
  },
  wishes: async () => {
    const { rows } = await pool.query<{ wishId: string; emailHash: string; wishedAt: string }>(
      `select wish_id as "wishId", email_hash as "emailHash", wished_at as "wishedAt"
       from hcm.password_reset_wishes order by wished_at limit 100`,
    )
    return rows.map((row) => ({ ...row, wishedAt: new Date(row.wishedAt).toISOString() }))
  },
  grant: async (wishId) => {
    await pool.query('delete from hcm.password_reset_wishes where wish_id = $1', [wishId])
  },
  insertReset: async ({ resetId, userId, tokenHash, expiresAt }) => {
    await pool.query(
      `insert into hcm.password_resets (reset_id, user_id, token_hash, expires_at) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [resetId, userId, tokenHash, expiresAt],
    )
  },
  findReset: async (resetId, tokenHash) => {
    const { rows } = await pool.query<{ userId: string }>(
      `select user_id as "userId" from hcm.password_resets
       where reset_id = $1 and token_hash = $2 and used_at is null and expires_at > now()`,
      [resetId, tokenHash],
    )
    return rows[0]
  },
  replace: (change) => inTransaction(pool, (db) => replacePassword(db, change)),
  voidResets: async (userId, now) => {
    await pool.query('update hcm.password_resets set used_at = $2 where user_id = $1 and used_at is null', [
      userId,
      now,
    ])
  },
  find: async (changeId) => {
    const { rows } = await pool.query<PasswordChange>(
      `select ${CHANGE} from hcm.password_changes where change_id = $1`,
      [changeId],
    )
    return rows[0] && asChange(rows[0])
  },
  markRecorded: async (changeId) => {
    await pool.query('update hcm.password_changes set recorded = true where change_id = $1', [changeId])
  },
  unrecorded: async () => {
    const { rows } = await pool.query<PasswordChange>(
      `select ${CHANGE} from hcm.password_changes
       where not recorded and changed_at < now() - interval '30 seconds' order by changed_at limit 100`,
    )
    return rows.map(asChange)
  },
  forget: async () => {
    await pool.query("delete from hcm.password_resets where expires_at < now() - interval '1 day'")
    await pool.query("delete from hcm.password_changes where recorded and changed_at < now() - interval '2 days'")
  },
})

async function replacePassword(db: pg.PoolClient, change: NewPassword): Promise<boolean> {
  const { changeId, userId, resetId, changedAt, version, passwordHash } = change
  // The account first, whoever comes: two changes at once wait for each other and never in a circle.
  await db.query('select 1 from hcm.accounts where user_id = $1 for update', [userId])
  if (resetId !== null) {
    const used = await db.query(
      `update hcm.password_resets set used_at = $2
       where reset_id = $1 and user_id = $3 and used_at is null and expires_at > now()`,
      [resetId, changedAt, userId],
    )
    if (used.rowCount !== 1) return false
  }
  const replaced = await db.query(
    `update hcm.accounts set password_hash = $2, password_version = password_version + 1
     where user_id = $1 and password_version = $3`,
    [userId, passwordHash, version],
  )
  // A link that was used on a password that is no more stays used: the change that came first used up every link.
  if (replaced.rowCount !== 1) return false
  await db.query('update hcm.password_resets set used_at = $2 where user_id = $1 and used_at is null', [
    userId,
    changedAt,
  ])
  await db.query(
    `update hcm.sessions set revoked_at = $2, revoked_because = $3 where user_id = $1 and revoked_at is null`,
    [userId, changedAt, resetId === null ? 'password_changed' : 'password_reset'],
  )
  await db.query(
    'insert into hcm.password_changes (change_id, user_id, reset_id, changed_at) values ($1, $2, $3, $4)',
    [changeId, userId, resetId, changedAt],
  )
  return true
}
