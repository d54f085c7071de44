/** `npm run migrate`: brings the databases named by the environment to this release's schema. */
import { withEnvFiles } from '@one-hcm/platform/config/environment'
import { readSettings, SettingsError } from '@one-hcm/platform/config/settings'
import { migrateAll } from './migrations.ts'

try {
  const applied = await migrateAll(readSettings(withEnvFiles(process.cwd(), process.env)))
  console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`)
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : `Migration failed: ${(error as Error).message}`)
  process.exitCode = 1
}
