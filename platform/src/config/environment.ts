import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'

/**
 * The environment with what files add to it: real variables win over `.env.<environment>`, which wins over `.env`
 * (design §9). A missing file adds nothing.
 */
export function withEnvFiles(folder: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const common = readEnvFile(join(folder, '.env'))
  const name = environment.ENVIRONMENT ?? common.ENVIRONMENT ?? 'development'
  return { ...common, ...readEnvFile(join(folder, `.env.${name}`)), ...environment }
}

/** Where a running embedded system keeps the environment that its services use. */
const connectionFile = (dataDir: string): string => join(resolve(dataDir), 'connection.json')

/** Keeps the environment of a running embedded system for operator commands: for the owner only, since it has secrets. */
export function writeConnection(dataDir: string, environment: Readonly<Record<string, string | undefined>>): void {
  const file = connectionFile(dataDir)
  // Renamed into place: a command that reads meanwhile never meets half of it.
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(environment, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.${process.pid}`, file)
}

/** The system has stopped: its addresses lead nowhere now. */
export const removeConnection = (dataDir: string): void => rmSync(connectionFile(dataDir), { force: true })

/**
 * What an operator command works on: the environment and its files, and where these do not name the event store, the
 * system that runs on DATA_DIR (`.data`) and has kept its addresses there.
 */
export function operatorEnvironment(folder: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const named = withEnvFiles(folder, environment)
  if (named.EVENTSTORE_URL) return named
  try {
    const kept = JSON.parse(readFileSync(connectionFile(named.DATA_DIR || '.data'), 'utf8')) as NodeJS.ProcessEnv
    return { ...kept, ...named }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return named
    throw error
  }
}

function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}
