import type { Migration } from '@one-hcm/platform/postgres/migrate'
import { identityMigrations } from './identity/identity.ts'

/** Tables of the command side beside the log: credentials, sessions, the agent directory. */
export const commandApiMigrations: readonly Migration[] = [...identityMigrations]
