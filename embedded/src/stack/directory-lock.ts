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
  const holder = join(directory, 'in-use-by')
  const database = openLockFile(directory)
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw unusable(directory, error)
    throw new Error(
      `${directory} is in use by another running instance (process ${readHolder(holder)}): stop it first.`,
    )
  }
  writeFileSync(holder, `${process.pid}\n`)
  return { release: () => database.isOpen && database.close() }
}

const sqliteBusy = 5

/** Node has no file locks of its own; an exclusive SQLite transaction is one. */
function openLockFile(directory: string): DatabaseSync {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    return new DatabaseSync(join(directory, 'in-use.lock'))
  } catch (error) {
    throw unusable(directory, error)
  }
}

const unusable = (directory: string, cause: unknown): Error =>
  new Error(`${directory} cannot be used: ${(cause as Error).message}. Does it belong to another user?`, { cause })

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
