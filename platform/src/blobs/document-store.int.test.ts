import { randomBytes, randomUUID } from 'node:crypto'
import { BlobServiceClient } from '@azure/storage-blob'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import { blobServers, type ThrowAwayBlobs } from '../testing/throw-away-blobs.ts'
import { createDocumentStore } from './document-store.ts'

describe.each(blobServers)('on %s', (_, startBlobs) => {
  let blobs: ThrowAwayBlobs
  beforeAll(async () => {
    blobs = await startBlobs()
  })
  afterAll(() => blobs.stop())

  async function openStore() {
    const container = `documents-${randomUUID()}`
    const keys = createMemoryKeyRing()
    const store = createDocumentStore({ connectionString: blobs.connectionString, container, keys })
    await store.ensureReady()
    const raw = BlobServiceClient.fromConnectionString(blobs.connectionString).getContainerClient(container)
    const names = async () => {
      const found: string[] = []
      for await (const { name } of raw.listBlobsFlat()) found.push(name)
      return found.sort()
    }
    return { store, keys, raw, names }
  }

  const person = randomUUID()
  const document = {
    personId: person,
    documentId: randomUUID(),
    bytes: Buffer.from('%PDF-1.7 Awa Ndong, +241 06 00 00 00'),
  }

  describe('documents of people', () => {
    test('come back as they were put, up to the largest upload', async () => {
      const { store } = await openStore()
      for (const bytes of [Buffer.alloc(0), document.bytes, randomBytes(10 * 1024 * 1024)]) {
        const { storage_key } = await store.put({ ...document, bytes })
        expect(bytes.equals((await store.get({ ...document, storage_key })) as Buffer)).toBe(true)
      }
    })

    test('lie in the store without a readable byte, name or property', async () => {
      const { store, raw, names } = await openStore()
      const { storage_key } = await store.put(document)
      expect(await names()).toEqual([storage_key])
      expect(storage_key).toMatch(new RegExp(`^${document.documentId}\\.[0-9a-f]{32}$`))
      const blob = raw.getBlockBlobClient(storage_key)
      const stored = await blob.downloadToBuffer()
      expect(stored.includes('Awa')).toBe(false)
      expect(stored.includes('%PDF')).toBe(false)
      const { contentType, metadata } = await blob.getProperties()
      expect({ contentType, metadata }).toEqual({ contentType: 'application/octet-stream', metadata: {} })
    })

    test('can be put again, one after the other or at once: one blob, one key', async () => {
      const { store, names } = await openStore()
      const first = await store.put(document)
      const others = await Promise.all(Array.from({ length: 10 }, () => store.put(document)))
      for (const other of others) expect(other).toEqual(first)
      expect(await names()).toEqual([first.storage_key])
    })

    test('are not overwritten by other bytes under the same id', async () => {
      const { store } = await openStore()
      const first = await store.put(document)
      const second = await store.put({ ...document, bytes: Buffer.from('%PDF-1.7 something else') })
      expect(second.storage_key).not.toBe(first.storage_key)
      expect((await store.get({ ...document, ...first })) as Buffer).toEqual(document.bytes)
    })

    test('are undefined where nothing was put', async () => {
      const { store } = await openStore()
      await store.put(document)
      expect(await store.get({ ...document, storage_key: 'nothing-here' })).toBeUndefined()
    })

    test('are erased with the key of their person, for reading and for writing', async () => {
      const { store, keys } = await openStore()
      const { storage_key } = await store.put(document)
      await keys.destroy(person)
      expect(await store.get({ ...document, storage_key })).toBe('erased')
      await expect(store.put(document)).rejects.toMatchObject({ name: 'PersonErased' })
    })

    test.each(['another document', 'another person', 'a changed byte', 'a truncation'])(
      'are refused after %s',
      async (kind) => {
        const { store, keys, raw } = await openStore()
        const { storage_key } = await store.put(document)
        const other = { documentId: randomUUID(), personId: randomUUID() }
        await keys.keyForWriting(other.personId)
        const asked = {
          personId: kind === 'another person' ? other.personId : person,
          documentId: kind === 'another document' ? other.documentId : document.documentId,
          storage_key,
        }
        const blob = raw.getBlockBlobClient(storage_key)
        const stored = await blob.downloadToBuffer()
        if (kind === 'a changed byte') stored[stored.length - 20]! ^= 1
        const bytes = kind === 'a truncation' ? stored.subarray(0, 10) : stored
        await blob.upload(bytes, bytes.length)
        await expect(store.get(asked)).rejects.toMatchObject({ name: 'DocumentDamaged' })
      },
    )

    test('that were damaged in the store are not taken for an earlier put of the same bytes', async () => {
      const { store, raw } = await openStore()
      const { storage_key } = await store.put(document)
      await raw.getBlockBlobClient(storage_key).upload('damaged', 7)
      await expect(store.put(document)).rejects.toMatchObject({ name: 'DocumentDamaged' })
    })
  })
})
