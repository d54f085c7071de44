import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A directory held by this process. */
export interface DirectoryLock {
  /** May be called repeatedly. */
  release(): void
}

/**
 * Takes a directory (made if needed, private to the user) for this process, or throws a sentence that names the holder.
 * The lock is the operating system's: it falls with the process, however that ends, so there is never a stale one.
 */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const holder = join(directory, 'in-use-by')
  // Node has no file locks of its own; an exclusive SQLite transaction is one.
  const database = new DatabaseSync(join(directory, 'in-use.lock'))
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch {
    database.close()
    throw new Error(
      `${directory} is in use by another running instance (process ${readHolder(holder)}): stop it first.`,
    )
  }
  writeFileSync(holder, `${process.pid}\n`)
  return { release: () => database.isOpen && database.close() }
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
