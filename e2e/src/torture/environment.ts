import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'
import { repository } from '../testing/child.ts'

/** Where it ran, so that figures can be compared. */
export const environmentOf = () => ({
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim(),
  node: process.version,
  kernel: release(),
  cores: cpus().length,
  memoryGib: Math.round(totalmem() / 2 ** 30),
})
