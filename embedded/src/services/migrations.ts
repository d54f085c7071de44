import { commandApiMigrations } from '@one-hcm/command-api/migrations'
import { sessionMigrations } from '@one-hcm/platform/auth/session-guard'
import { streamTicketMigrations } from '@one-hcm/platform/auth/stream-tickets'
import { brokerMigrations } from '@one-hcm/platform/broker/migrations'
import { idempotencyMigrations } from '@one-hcm/platform/commands/idempotency-store'
import type { Settings } from '@one-hcm/platform/config/settings'
import { rateLimitMigrations } from '@one-hcm/platform/http/rate-limit'
import { checkpointMigrations } from '@one-hcm/platform/postgres/checkpoints'
import { type Migration, migrate } from '@one-hcm/platform/postgres/migrate'
import { keyRingMigrations } from '@one-hcm/platform/privacy/key-ring'
import { floorMigrations } from '@one-hcm/platform/read-models/floors'
import { generationMigrations } from '@one-hcm/platform/read-models/generations'

/** The schema of the main database, read models aside: those are made by the projector. */
export const mainMigrations: readonly Migration[] = [
  ...sessionMigrations,
  ...streamTicketMigrations,
  ...floorMigrations,
  ...rateLimitMigrations,
  ...idempotencyMigrations,
  ...generationMigrations,
  ...checkpointMigrations,
  ...brokerMigrations,
  ...commandApiMigrations,
]

/** Brings both databases to this release's schema. Returns the names of the steps that were applied. */
export async function migrateAll(settings: Pick<Settings, 'DATABASE_URL' | 'KEYS_DATABASE_URL'>): Promise<string[]> {
  const keys = await migrate(settings.KEYS_DATABASE_URL, keyRingMigrations)
  const main = await migrate(settings.DATABASE_URL, mainMigrations)
  return [...keys, ...main]
}
