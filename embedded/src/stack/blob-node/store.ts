import { join } from 'node:path'
import { open } from 'lmdb'
import { openBodies } from './bodies.ts'
import type { BlobErrorCode } from './errors.ts'

/** A blob as the index keeps it. */
export interface StoredBlob {
  etag: string
  createdMs: number
  modifiedMs: number
  size: number
  /** Base64. */
  md5: string
  /** Content headers as they are answered (`content-type`, `cache-control`, …). */
  headers: Record<string, string>
  metadata: Record<string, string>
  /** Small contents lie in the index itself, larger ones in a file of their own. */
  body: Uint8Array | { file: string }
}

/** Looks at what is there in the moment of the change; an error code forbids it. */
export type Judge = (current: StoredBlob | undefined) => BlobErrorCode | undefined

/** A stretch of a container's blobs, in the order of their names' bytes. */
export interface Listing {
  blobs: { name: string; blob: StoredBlob }[]
  /** Names cut after the delimiter, each once. */
  prefixes: string[]
  /** Where the next stretch begins; undefined at the end. */
  next: string | undefined
}

/** What to list. */
export interface ListQuery {
  prefix: string
  delimiter: string
  /** The name to begin with, as a former listing gave it. */
  from: string
  limit: number
}

/**
 * Containers and blobs on disk. What a resolved promise has promised survives kill -9 and a loss of power: contents are
 * flushed before the index names them, and the index commits with a flush, many changes at once. Changes are judged and
 * made inside one transaction, so that of any number of conditional writes exactly one wins.
 */
export interface BlobStore {
  createContainer(name: string): Promise<BlobErrorCode | undefined>
  hasContainer(name: string): boolean
  deleteContainer(name: string): Promise<BlobErrorCode | undefined>
  get(container: string, name: string): StoredBlob | undefined
  put(container: string, name: string, blob: StoredBlob, judge: Judge): Promise<BlobErrorCode | undefined>
  change(
    container: string,
    name: string,
    judge: Judge,
    change: (current: StoredBlob) => StoredBlob | undefined,
  ): Promise<BlobErrorCode | undefined>
  list(container: string, query: ListQuery): Listing
  bodies: Awaited<ReturnType<typeof openBodies>>
  close(): Promise<void>
}

/** Above every character that a name can hold. */
const afterAll = '\u{10FFFF}'

/** Opens (and makes) the store in a directory. */
export async function openStore(directory: string): Promise<BlobStore> {
  const bodies = await openBodies(join(directory, 'bodies'))
  const root = open({
    path: join(directory, 'index'),
    // A commit resolves only once it is flushed.
    overlappingSync: false,
  })
  const containers = root.openDB<{ createdMs: number }, string>({ name: 'containers' })
  const blobs = root.openDB<StoredBlob, [container: string, name: string]>({ name: 'blobs' })

  function* from(container: string, name: string) {
    for (const { key, value } of blobs.getRange({ start: [container, name] })) {
      if (key[0] !== container) return
      yield { name: key[1], blob: value }
    }
  }
  const discard = async (replaced: (StoredBlob | undefined)[]) => {
    for (const blob of replaced) if (blob && 'file' in blob.body) await bodies.remove(blob.body.file)
  }
  const store: BlobStore = {
    bodies,
    createContainer: (name) =>
      root.transaction((): BlobErrorCode | undefined => {
        if (containers.get(name)) return 'ContainerAlreadyExists'
        containers.put(name, { createdMs: Date.now() })
        return undefined
      }),
    hasContainer: (name) => containers.get(name) !== undefined,
    async deleteContainer(name) {
      const deleted: StoredBlob[] = []
      const refusal = await root.transaction((): BlobErrorCode | undefined => {
        if (!containers.get(name)) return 'ContainerNotFound'
        containers.remove(name)
        for (const entry of [...from(name, '')]) {
          deleted.push(entry.blob)
          blobs.remove([name, entry.name])
        }
        return undefined
      })
      await discard(deleted)
      return refusal
    },
    get: (container, name) => blobs.get([container, name]),
    async put(container, name, blob, judge) {
      let discarded: StoredBlob | undefined = blob
      const refusal = await root.transaction((): BlobErrorCode | undefined => {
        if (!containers.get(container)) return 'ContainerNotFound'
        const current = blobs.get([container, name])
        const refused = judge(current)
        if (refused) return refused
        discarded = current
        blobs.put([container, name], current ? { ...blob, createdMs: current.createdMs } : blob)
        return undefined
      })
      await discard([discarded])
      return refusal
    },
    async change(container, name, judge, change) {
      let discarded: StoredBlob | undefined
      const refusal = await root.transaction((): BlobErrorCode | undefined => {
        if (!containers.get(container)) return 'ContainerNotFound'
        const current = blobs.get([container, name])
        const refused = judge(current)
        if (refused || !current) return refused ?? 'BlobNotFound'
        const changed = change(current)
        if (changed) blobs.put([container, name], changed)
        else {
          blobs.remove([container, name])
          discarded = current
        }
        return undefined
      })
      await discard([discarded])
      return refusal
    },
    list(container, { prefix, delimiter, from: begin, limit }) {
      const listing: Listing = { blobs: [], prefixes: [], next: undefined }
      let start: string | undefined = begin || prefix
      while (start !== undefined) {
        const position: string = start
        start = undefined
        for (const entry of from(container, position)) {
          if (!entry.name.startsWith(prefix)) return listing
          if (listing.blobs.length + listing.prefixes.length === limit) return { ...listing, next: entry.name }
          const cut = delimiter === '' ? -1 : entry.name.indexOf(delimiter, prefix.length)
          if (cut < 0) listing.blobs.push(entry)
          else {
            const shared = entry.name.slice(0, cut + delimiter.length)
            listing.prefixes.push(shared)
            // Everything below the shared prefix is one line of the listing: go on behind it.
            start = shared + afterAll
            break
          }
        }
      }
      return listing
    },
    async close() {
      await root.close()
      await bodies.close()
    },
  }
  const referred = new Set<string>()
  for (const { value } of blobs.getRange()) if ('file' in value.body) referred.add(value.body.file)
  await bodies.sweep((name) => referred.has(name))
  return store
}
