import type { TokenIssuer } from '@one-hcm/platform/auth/tokens'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { AccountHashes } from './accounts/account-hash.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { PasswordHasher } from './accounts/password-hasher.ts'
import type { PasswordStore } from './passwords/password-store.ts'
import type { ResetTokens } from './passwords/reset-token.ts'
import type { AgentDirectory } from './seeg-agents/agent-directory.ts'
import type { RefreshTokens } from './sessions/refresh-token.ts'
import type { SessionStore } from './sessions/session-store.ts'

export type IdentitySettings = {
  /** `BOOTSTRAP_ADMIN_TOKEN`; without one no first administrator can be created. */
  bootstrapToken: string | undefined
  /** `SEEG_EMAIL_DOMAIN`. */
  companyDomain: string
  /** `BLOCK_UNKNOWN_MATRICULE`. */
  blockUnknownMatricule: boolean
  /** `REFRESH_TOKEN_EXPIRE_DAYS`: how long a session lives at most, however it is used. */
  sessionDays: number
}

/** What the identity context's routes need of the world. */
export type IdentityDependencies = {
  executor: CommandExecutor
  accounts: Accounts
  hashes: AccountHashes
  passwords: PasswordHasher
  passwordStore: PasswordStore
  resetTokens: ResetTokens
  /** Somebody asked for a link: it is seen to soon, and not before they are answered. */
  wished(): void
  agents: AgentDirectory
  sessions: SessionStore
  refreshTokens: RefreshTokens
  tokens: TokenIssuer
  settings: IdentitySettings
  /** ISO-8601, UTC. */
  now(): string
}
