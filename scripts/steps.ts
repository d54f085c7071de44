import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Runs a tool of the workspace with the terminal's own streams. Returns its exit code. */
export function run(tool: string, args: string[], env: Record<string, string> = {}): number {
  const result = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  if (result.error) throw result.error
  return result.status ?? 1
}

export const checkTypes = (): number => run('tsc', ['-p', 'tsconfig.json'])
export const checkLint = (): number => run('biome', ['check', '.'])

/** Jest as ES modules; warnings about that experiment are silenced, all others stay visible. */
export const runJest = (args: string[]): number =>
  run('jest', args, { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' })
