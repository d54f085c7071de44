import { inTransaction } from '@one-hcm/platform/postgres/pool'
import type pg from 'pg'

export type Account = {
  userId: string
  emailHash: string
  matriculeHash: string | null
  passwordHash: string
  state: 'pending' | 'confirmed'
  commandId: string
  /** Goes up with every change of the password. */
  passwordVersion: number
  /** Set on a row that only holds identifiers for another account. */
  claimFor: string | null
}

/** Another address or staff number that is held for an account. */
export type Claim = {
  claimId: string
  userId: string
  commandId: string
  /** Undefined when it stays as it is. */
  emailHash: string | undefined
  matriculeHash: string | null | undefined
}

export type NewAccount = Omit<Account, 'state' | 'passwordVersion' | 'claimFor'> & { accessRequestId: string | null }

/** The account rows: who may log in with what, and which addresses and staff numbers are taken. */
export type Accounts = {
  findByEmail(emailHash: string): Promise<Account | undefined>
  findById(userId: string): Promise<Account | undefined>
  /** Waits for a change of the password that is under way. */
  passwordVersionOf(userId: string): Promise<number | undefined>
  /** Every row that stands in the way of this one: same id, same address or same staff number. */
  inTheWayOf(account: Pick<Account, 'userId' | 'emailHash' | 'matriculeHash'>): Promise<Account[]>
  /** Inserts a pending row; false when another row is in the way. */
  reserve(account: NewAccount): Promise<boolean>
  confirm(userId: string): Promise<void>
  /** Removes a row that is still pending. */
  free(userId: string): Promise<void>
  /** Holds identifiers for an account by a pending row; false when another row is in the way. */
  claim(claim: Claim): Promise<boolean>
  /** Gives the account what the claim holds, unless it has newer ones, and removes the claim. */
  applyClaim(claimId: string, userId: string, revision: number): Promise<void>
  /** Another hash of the same password; nothing when the password was changed meanwhile. */
  replaceHash(userId: string, from: string, to: string): Promise<void>
  /** Makes a row pending again: whoever meets it asks the log whether the account still exists. */
  suspend(userId: string): Promise<void>
  remove(userId: string): Promise<void>
  /** Rows that have been pending for longer than this, oldest first, at most 100. */
  pendingLongerThan(milliseconds: number): Promise<Pick<Account, 'userId' | 'claimFor'>[]>
  userOfAccessRequest(requestId: string): Promise<string | undefined>
  /** Requests nobody took note of yet, oldest first, at most 100. */
  unviewedAccessRequests(): Promise<{ userId: string; requestId: string }[]>
  markAccessRequestViewed(userId: string): Promise<void>
}

const BATCH = 100
const COLUMNS = `user_id as "userId", email_hash as "emailHash", matricule_hash as "matriculeHash",
                 password_hash as "passwordHash", state, command_id as "commandId", password_version as "passwordVersion",
                 claim_for as "claimFor"`

export const createAccounts = (pool: pg.Pool): Accounts => ({
  findByEmail: async (emailHash) => {
    const { rows } = await pool.query<Account>({
      name: 'account-by-email',
      text: `select ${COLUMNS} from hcm.accounts where email_hash = $1`,
      values: [emailHash],
    })
    return rows[0]
  },
  findById: async (userId) => {
    const { rows } = await pool.query<Account>({
      name: 'account-by-id',
      text: `select ${COLUMNS} from hcm.accounts where user_id = $1`,
      values: [userId],
    })
    return rows[0]
  },
  passwordVersionOf: async (userId) => {
    const { rows } = await pool.query<{ password_version: number }>({
      name: 'account-password-version',
      text: 'select password_version from hcm.accounts where user_id = $1 for share',
      values: [userId],
    })
    return rows[0]?.password_version
  },
  inTheWayOf: async ({ userId, emailHash, matriculeHash }) => {
    const { rows } = await pool.query<Account>({
      name: 'accounts-in-the-way',
      text: `select ${COLUMNS} from hcm.accounts where user_id = $1 or email_hash = $2 or matricule_hash = $3`,
      values: [userId, emailHash, matriculeHash],
    })
    return rows
  },
  reserve: async (account) => {
    const { rowCount } = await pool.query({
      name: 'account-reserve',
      text: `insert into hcm.accounts
               (user_id, email_hash, matricule_hash, password_hash, state, command_id, access_request_id)
             values ($1, $2, $3, $4, 'pending', $5, $6) on conflict do nothing`,
      values: [
        account.userId,
        account.emailHash,
        account.matriculeHash,
        account.passwordHash,
        account.commandId,
        account.accessRequestId,
      ],
    })
    return rowCount === 1
  },
  confirm: async (userId) => {
    await pool.query({
      name: 'account-confirm',
      text: `update hcm.accounts set state = 'confirmed' where user_id = $1 and state = 'pending'`,
      values: [userId],
    })
  },
  free: async (userId) => {
    await pool.query(`delete from hcm.accounts where user_id = $1 and state = 'pending'`, [userId])
  },
  claim: async ({ claimId, userId, commandId, emailHash, matriculeHash }) => {
    const claimed = [
      ...(emailHash === undefined ? [] : ['email']),
      ...(matriculeHash === undefined ? [] : ['matricule']),
    ]
    const { rowCount } = await pool.query(
      `insert into hcm.accounts
         (user_id, email_hash, matricule_hash, password_hash, state, command_id, claim_for, claimed)
       values ($1, $2, $3, '', 'pending', $4, $5, $6) on conflict do nothing`,
      [claimId, emailHash ?? `claim ${claimId}`, matriculeHash ?? null, commandId, userId, claimed],
    )
    return rowCount === 1
  },
  applyClaim: (claimId, userId, revision) =>
    inTransaction(pool, async (db) => {
      const { rows } = await db.query<{ email_hash: string; matricule_hash: string | null; claimed: string[] }>(
        `delete from hcm.accounts where user_id = $1 and claim_for = $2 returning email_hash, matricule_hash, claimed`,
        [claimId, userId],
      )
      const held = rows[0]
      if (!held) return
      await db.query(
        `update hcm.accounts set
           email_hash = case when $3 then $4 else email_hash end,
           matricule_hash = case when $5 then $6 else matricule_hash end,
           identifiers_revision = $2
         where user_id = $1 and identifiers_revision < $2`,
        [
          userId,
          revision,
          held.claimed.includes('email'),
          held.email_hash,
          held.claimed.includes('matricule'),
          held.matricule_hash,
        ],
      )
    }),
  replaceHash: async (userId, from, to) => {
    await pool.query('update hcm.accounts set password_hash = $3 where user_id = $1 and password_hash = $2', [
      userId,
      from,
      to,
    ])
  },
  suspend: async (userId) => {
    await pool.query(`update hcm.accounts set state = 'pending', created_at = now() where user_id = $1`, [userId])
  },
  remove: async (userId) => {
    await pool.query('delete from hcm.accounts where user_id = $1', [userId])
  },
  pendingLongerThan: async (milliseconds) => {
    const { rows } = await pool.query<Pick<Account, 'userId' | 'claimFor'>>(
      `select user_id as "userId", claim_for as "claimFor" from hcm.accounts
       where state = 'pending' and created_at <= now() - $1 * interval '1 millisecond'
       order by created_at limit ${BATCH}`,
      [milliseconds],
    )
    return rows
  },
  userOfAccessRequest: async (requestId) => {
    const { rows } = await pool.query<{ user_id: string }>(
      'select user_id from hcm.accounts where access_request_id = $1',
      [requestId],
    )
    return rows[0]?.user_id
  },
  unviewedAccessRequests: async () => {
    const { rows } = await pool.query<{ userId: string; requestId: string }>(
      `select user_id as "userId", access_request_id as "requestId" from hcm.accounts
       where access_request_id is not null and not access_request_viewed and state = 'confirmed'
       order by created_at limit ${BATCH}`,
    )
    return rows
  },
  markAccessRequestViewed: async (userId) => {
    await pool.query('update hcm.accounts set access_request_viewed = true where user_id = $1', [userId])
  },
})
