import type { Migration } from '@one-hcm/platform/postgres/migrate'
import { identityMigrations } from './identity/identity.ts'
import { mailScheduleMigrations } from './notifications/emails/mail-schedule.ts'
import { draftMigrations } from './recruitment/drafts/draft-migrations.ts'

/** Tables of the command side beside the log: credentials, sessions, the agent directory, drafts, when to send what. */
export const commandApiMigrations: readonly Migration[] = [
  ...identityMigrations,
  ...draftMigrations,
  ...mailScheduleMigrations,
]
