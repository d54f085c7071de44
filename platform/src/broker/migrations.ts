import type { Migration } from '../postgres/migrate.ts'
import { deadLetterMigrations } from './dead-letter-table.ts'

/** What the inbox without a broker keeps in PostgreSQL beside its checkpoints. */
export const brokerMigrations: readonly Migration[] = deadLetterMigrations
