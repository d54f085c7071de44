import { createHash } from 'node:crypto'
import { type ContainerOptions, ensureContainer, isConditionFailed, isNotFound, openContainer } from './container.ts'

/**
 * How new an object's content is. A higher epoch beats every revision of a lower one: content rewritten without
 * personal values is never overwritten by a writer that still holds the former content. Within an epoch the revision
 * decides.
 */
export type LakeVersion = { epoch: number; revision: number }

export type LakeObject = {
  /** Below the container, `/` between segments. */
  path: string
  body: Buffer
  contentType: string
  /** ASCII names and values, no personal data; `revision` and `epoch` are the store's own. */
  metadata: Readonly<Record<string, string>>
  version: LakeVersion
}

/** What the store knows of an object without reading it. */
export type LakeEntry = Omit<LakeObject, 'body'> & { size: number; md5: string | undefined }

/** An object was rewritten by others so often meanwhile that this write gave up. Trying again later is safe. */
export class LakeContention extends Error {
  override name = 'LakeContention'
  constructor(path: string) {
    super(`The lake object ${path} kept changing while it was written`)
  }
}

/** Files of the lake with conditional writes: late, repeated and reordered writers never replace newer content. */
export type LakeStore = {
  /** Creates the container unless it is there. */
  ensureReady(): Promise<void>
  /**
   * `written` when the object was absent, older, or of the same version with another content (a repair); `unchanged`
   * when it was there already, also by an earlier try of this write whose reply got lost; `stale` when a newer version
   * is there. Resolves once the object is stored.
   */
  putIfNewer(object: LakeObject): Promise<'written' | 'unchanged' | 'stale'>
  stat(path: string): Promise<LakeEntry | undefined>
  get(path: string): Promise<LakeObject | undefined>
  /** Entries below a prefix, in order of their paths, fetched page by page. */
  list(prefix?: string): AsyncIterable<{ path: string }>
  /** Deletes an object if it is there. */
  delete(path: string): Promise<void>
}

const CONFLICTS_MAX = 10

const LIST_PAGE = 1_000

export function createLakeStore({
  listPage = LIST_PAGE,
  ...options
}: ContainerOptions & { listPage?: number }): LakeStore {
  const container = openContainer(options)
  const { client, deadline } = container

  const stat = async (path: string) => {
    try {
      const found = await client.getBlobClient(path).getProperties({ abortSignal: deadline() })
      return { entry: entryOf(path, found), etag: found.etag! }
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }

  return {
    ensureReady: () => ensureContainer(container),

    putIfNewer: async (object) => {
      const { path, body, contentType, metadata, version } = object
      const md5 = createHash('md5').update(body).digest()
      for (let conflicts = 0; conflicts <= CONFLICTS_MAX; conflicts++) {
        const current = await stat(path)
        if (current) {
          const order = compareVersions(current.entry.version, version)
          if (order > 0) return 'stale'
          if (order === 0 && isSame(current.entry, object, md5.toString('base64'))) return 'unchanged'
        }
        try {
          await client.getBlockBlobClient(path).upload(body, body.length, {
            conditions: current ? { ifMatch: current.etag } : { ifNoneMatch: '*' },
            blobHTTPHeaders: { blobContentType: contentType, blobContentMD5: md5 },
            transactionalContentMD5: md5,
            metadata: { ...metadata, ...versionMetadata(version) },
            abortSignal: deadline(),
          })
          return 'written'
        } catch (error) {
          // Somebody else's write, or the echo of our own after a lost reply: reading back tells.
          if (!isConditionFailed(error)) throw error
        }
      }
      throw new LakeContention(path)
    },

    stat: async (path) => (await stat(path))?.entry,

    get: async (path) => {
      try {
        const found = await client.getBlobClient(path).download(0, undefined, { abortSignal: deadline() })
        const chunks: Buffer[] = []
        for await (const chunk of found.readableStreamBody!) chunks.push(chunk as Buffer)
        const { contentType, metadata, version } = entryOf(path, found)
        return { path, body: Buffer.concat(chunks), contentType, metadata, version }
      } catch (error) {
        if (isNotFound(error)) return undefined
        throw error
      }
    },

    list: async function* (prefix = '') {
      // Page by page by hand, so that each has a time limit of its own.
      let continuationToken: string | undefined
      do {
        const pages = client.listBlobsFlat({ prefix, abortSignal: deadline() })
        const { value } = await pages.byPage({ continuationToken, maxPageSize: listPage }).next()
        for (const { name } of value?.segment.blobItems ?? []) yield { path: name }
        continuationToken = value?.continuationToken || undefined
      } while (continuationToken)
    },

    delete: async (path) => {
      await client.getBlobClient(path).deleteIfExists({ abortSignal: deadline() })
    },
  }
}

const compareVersions = (a: LakeVersion, b: LakeVersion): number => a.epoch - b.epoch || a.revision - b.revision

const versionMetadata = ({ epoch, revision }: LakeVersion): Record<string, string> => ({
  revision: String(revision),
  ...(epoch > 0 ? { epoch: String(epoch) } : {}),
})

/** An object that somebody stored without a revision counts as older than any of ours. */
function entryOf(
  path: string,
  found: {
    contentType?: string
    contentLength?: number
    contentMD5?: Uint8Array
    metadata?: Record<string, string>
  },
): LakeEntry {
  const { revision = '-1', epoch = '0', ...metadata } = found.metadata ?? {}
  return {
    path,
    contentType: found.contentType ?? '',
    metadata,
    version: { epoch: Number(epoch), revision: Number(revision) },
    size: found.contentLength ?? 0,
    md5: found.contentMD5 && Buffer.from(found.contentMD5).toString('base64'),
  }
}

function isSame(entry: LakeEntry, object: LakeObject, md5: string): boolean {
  const names = Object.keys(object.metadata)
  return (
    entry.md5 === md5 &&
    entry.size === object.body.length &&
    entry.contentType === object.contentType &&
    names.length === Object.keys(entry.metadata).length &&
    names.every((name) => entry.metadata[name] === object.metadata[name])
  )
}
