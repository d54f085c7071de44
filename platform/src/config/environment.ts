import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}
