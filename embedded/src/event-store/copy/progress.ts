import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a copy to one target goes on after an interruption. */
export interface CopyProgress {
  /** Position up to which everything has arrived, 0 at the start. */
  position(): number
  save(position: number): void
}

/** Progress in a file beside the log; each target has its own. */
export function copyProgress(dataDir: string, target: string): CopyProgress {
  // Credentials in the connection string must not end up in a file, and a hash is a file name.
  const name = createHash('sha256').update(target).digest('hex').slice(0, 16)
  const file = join(dataDir, `copy-${name}.json`)
  return {
    position: () => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { position: number }).position : 0),
    save: (position) => {
      writeFileSync(`${file}.new`, JSON.stringify({ position }))
      renameSync(`${file}.new`, file)
    },
  }
}
