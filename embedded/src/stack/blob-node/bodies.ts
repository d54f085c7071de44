import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, type ReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** The files that hold larger contents. A file is written once, never changed, and named by chance. */
export interface Bodies {
  /** Writes a file; resolves with its name once contents and name are on disk. Leaves nothing when the source fails. */
  write(source: AsyncIterable<Uint8Array>): Promise<string>
  /** Opens bytes `start` to `end` (included); undefined when the file is gone. */
  read(name: string, start: number, end: number): Promise<ReadStream | undefined>
  remove(name: string): Promise<void>
  /** Removes the files that nobody refers to: a crash came between writing them and recording them. */
  sweep(isReferred: (name: string) => boolean): Promise<void>
  close(): Promise<void>
}

/** Opens (and makes) the directory. */
export async function openBodies(directory: string): Promise<Bodies> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const handle = await open(directory, 'r')
  const pathOf = (name: string) => join(directory, name)
  const remove = (name: string) => unlink(pathOf(name)).catch(() => undefined)
  return {
    async write(source) {
      const name = randomUUID()
      const file = await open(pathOf(name), 'wx', 0o600)
      try {
        await writeAll(file, source)
        await file.datasync()
        // A new name is safe only once its directory is on disk, too.
        await handle.sync()
      } catch (error) {
        await remove(name)
        throw error
      } finally {
        await file.close()
      }
      return name
    },
    async read(name, start, end) {
      const stream = createReadStream(pathOf(name), { start, end })
      try {
        await once(stream, 'open')
        return stream
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    remove,
    async sweep(isReferred) {
      for (const name of await readdir(directory)) if (!isReferred(name)) await remove(name)
    },
    close: () => handle.close(),
  }
}

async function writeAll(file: FileHandle, source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of source) {
    for (let written = 0; written < chunk.length; ) {
      written += (await file.write(chunk, written)).bytesWritten
    }
  }
}
