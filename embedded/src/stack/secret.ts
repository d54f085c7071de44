import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'

/**
 * A generated secret that a data directory keeps: read when it exists, otherwise made once (`bytes` random bytes in the
 * given encoding) and written, readable by the owner only. What it protects outlives a crash, so it is flushed first.
 */
export function keptSecret(file: string, bytes: number, encoding: 'base64' | 'base64url' | 'hex'): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secret = randomBytes(bytes).toString(encoding)
  const temporary = `${file}.new`
  const fd = openSync(temporary, 'w', 0o600)
  writeSync(fd, `${secret}\n`)
  fsyncSync(fd)
  closeSync(fd)
  renameSync(temporary, file)
  return secret
}
