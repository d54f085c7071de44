import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { keptSecret } from '../stack/secret.ts'

const SECRET_BYTES = 48
const MASTER_KEY_BYTES = 32

/** Secrets that the environment does not give are made once and kept with the data they protect, for the owner only. */
export function keptSecrets(dataDir: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const folder = join(dataDir, 'secrets')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const kept = (name: string, bytes: number, encoding: 'base64' | 'base64url') =>
    env[name] || keptSecret(join(folder, name), bytes, encoding)
  return {
    SECRET_KEY: kept('SECRET_KEY', SECRET_BYTES, 'base64url'),
    MASTER_KEY: kept('MASTER_KEY', MASTER_KEY_BYTES, 'base64'),
    BOOTSTRAP_ADMIN_TOKEN: kept('BOOTSTRAP_ADMIN_TOKEN', SECRET_BYTES, 'base64url'),
  }
}
