import type { TokenIssuer } from '@one-hcm/platform/auth/tokens'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { Migration } from '@one-hcm/platform/postgres/migrate'
import type pg from 'pg'
import { createAccountHashes } from './accounts/account-hash.ts'
import { accountMigrations } from './accounts/account-migrations.ts'
import { createAccounts } from './accounts/accounts.ts'
import { createPasswordHasher } from './accounts/password-hasher.ts'
import { settlePendingRegistrations } from './accounts/settle-registration.ts'
import type { IdentityDependencies, IdentitySettings } from './dependencies.ts'
import { passwordMigrations } from './passwords/password-migrations.ts'
import { createPasswordStore } from './passwords/password-store.ts'
import { recordPasswordChanges } from './passwords/record-password-change.ts'
import { grantWishes } from './passwords/request-reset.ts'
import { createResetTokens } from './passwords/reset-token.ts'
import { agentDirectoryMigrations, createAgentDirectory } from './seeg-agents/agent-directory.ts'
import { recordRevokedSessions } from './sessions/end-session.ts'
import { createRefreshTokens } from './sessions/refresh-token.ts'
import { createSessionStore, sessionStoreMigrations } from './sessions/session-store.ts'

/** Tables of the identity context's own; they stand on the platform's sessions table. */
export const identityMigrations: readonly Migration[] = [
  ...accountMigrations,
  ...sessionStoreMigrations,
  ...agentDirectoryMigrations,
  ...passwordMigrations,
]

/** Milliseconds after which an answer is surely on its way; what fails then is done by the maintenance. */
const AFTER_ANSWER_MS = 20

/** The identity context on real parts. */
export function createIdentity(options: {
  pool: pg.Pool
  executor: CommandExecutor
  tokens: TokenIssuer
  /** Key of the hashes that make addresses unique; must stay the same as long as accounts exist. */
  accountHashKey: Buffer
  /** Key of refresh tokens; another one ends all sessions at their next refresh. */
  refreshTokenKey: Buffer
  /** Key of the tokens in links; another one voids the links that were sent. */
  resetTokenKey: Buffer
  settings: IdentitySettings
  now?: () => string
}): IdentityDependencies {
  const { pool, executor, tokens, settings } = options
  const identity: IdentityDependencies = {
    executor,
    accounts: createAccounts(pool),
    hashes: createAccountHashes(options.accountHashKey),
    passwords: createPasswordHasher(),
    passwordStore: createPasswordStore(pool),
    resetTokens: createResetTokens(options.resetTokenKey),
    wished: () => {
      setTimeout(() => void grantWishes(identity).catch(() => undefined), AFTER_ANSWER_MS).unref()
    },
    agents: createAgentDirectory(pool),
    sessions: createSessionStore(pool),
    refreshTokens: createRefreshTokens(options.refreshTokenKey),
    tokens,
    settings,
    now: options.now ?? (() => new Date().toISOString()),
  }
  return identity
}

/** What crashes and time leave behind is put right here; run it every minute, in as many processes as there are. */
export async function maintainIdentity(identity: IdentityDependencies): Promise<void> {
  await settlePendingRegistrations(identity)
  await recordPasswordChanges(identity)
  await recordRevokedSessions(identity)
  await grantWishes(identity)
  await identity.sessions.forget()
  await identity.passwordStore.forget()
}
