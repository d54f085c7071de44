import { createHash, createHmac } from 'node:crypto'
import type { KeyRing } from '../privacy/key-ring.ts'
import { openBytes, sealBytes } from '../privacy/sealing.ts'
import {
  type ContainerOptions,
  ensureContainer,
  isConditionFailed,
  isNotFound,
  type OpenContainer,
  openContainer,
} from './container.ts'

/** A stored document was changed, truncated or moved: its bytes do not open with the person's key. */
export class DocumentDamaged extends Error {
  override name = 'DocumentDamaged'
  constructor(documentId: string) {
    super(`Document ${documentId} does not open with its person's key`)
  }
}

/**
 * People's files, encrypted on our side with the person's key before they leave the process. Blob names and metadata
 * carry ids and keyed digests only. Destroying the key erases the documents (design §3).
 */
export type DocumentStore = {
  /** Creates the container unless it is there. */
  ensureReady(): Promise<void>
  /** Where `put` will store these bytes: lets a decision name the document before it is stored. */
  keyFor(document: { personId: string; documentId: string; bytes: Buffer }): Promise<string>
  /**
   * Resolves once the document is stored. `storage_key` derives from person, id and bytes: repeating a put, also after
   * a lost reply, gives the same key, and other bytes under the same id go to a place of their own instead of
   * overwriting. Throws `PersonErased` for an erased person.
   */
  put(document: { personId: string; documentId: string; bytes: Buffer }): Promise<{ storage_key: string }>
  /**
   * The document's bytes, `erased` once the person's key is destroyed, undefined when nothing is stored there. Throws
   * `DocumentDamaged` when the stored bytes are not what was put for this person and document.
   */
  get(document: { personId: string; documentId: string; storage_key: string }): Promise<Buffer | 'erased' | undefined>
}

export function createDocumentStore({ keys, ...options }: ContainerOptions & { keys: KeyRing }): DocumentStore {
  const container = openContainer(options)

  return {
    ensureReady: () => ensureContainer(container),

    keyFor: async ({ personId, documentId, bytes }) =>
      storageKeyOf(await keys.keyForWriting(personId), documentId, bytes),

    put: async ({ personId, documentId, bytes }) => {
      const key = await keys.keyForWriting(personId)
      const storageKey = storageKeyOf(key, documentId, bytes)
      const sealed = sealBytes(key, bytes, contextOf(personId, documentId))
      try {
        await container.client.getBlockBlobClient(storageKey).upload(sealed, sealed.length, {
          conditions: { ifNoneMatch: '*' },
          blobHTTPHeaders: { blobContentType: 'application/octet-stream' },
          transactionalContentMD5: createHash('md5').update(sealed).digest(),
          abortSignal: container.deadline(),
        })
      } catch (error) {
        if (!isConditionFailed(error)) throw error
        const stored = await download(container, storageKey)
        if (!stored) throw error
        // The nonce differs at every sealing, so what is compared is what the stored bytes open to.
        if (!open(key, stored, personId, documentId).equals(bytes)) throw new DocumentDamaged(documentId)
      }
      return { storage_key: storageKey }
    },

    get: async ({ personId, documentId, storage_key }) => {
      const key = (await keys.keysForReading([personId])).get(personId)!
      if (key === 'destroyed') return 'erased'
      const stored = await download(container, storage_key)
      return stored && open(key, stored, personId, documentId)
    },
  }
}

/** Binds the sealed bytes to their document and person: they do not open in another one's place. */
const contextOf = (personId: string, documentId: string) => `document|${personId}|${documentId}`

/** Keyed with the person's key, so that nobody can tell from a name whether a file they know is stored. */
function storageKeyOf(key: Buffer, documentId: string, bytes: Buffer): string {
  const digest = createHmac('sha256', key).update(`storage-key|${documentId}|`).update(bytes).digest('hex')
  return `${documentId}.${digest.slice(0, 32)}`
}

function open(key: Buffer, sealed: Buffer, personId: string, documentId: string): Buffer {
  try {
    return openBytes(key, sealed, contextOf(personId, documentId))
  } catch {
    throw new DocumentDamaged(documentId)
  }
}

async function download({ client, deadline }: OpenContainer, name: string): Promise<Buffer | undefined> {
  try {
    return await client.getBlockBlobClient(name).downloadToBuffer(0, undefined, { abortSignal: deadline() })
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
