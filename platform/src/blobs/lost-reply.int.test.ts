import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LosingProxy, startLosingProxy } from '../testing/losing-proxy.ts'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import { blobServers, type ThrowAwayBlobs } from '../testing/throw-away-blobs.ts'
import { createDocumentStore } from './document-store.ts'
import { createLakeStore } from './lake-store.ts'

describe.each(blobServers)('on %s', (_, startBlobs) => {
  let blobs: ThrowAwayBlobs
  let proxy: LosingProxy
  let connectionString: string
  beforeAll(async () => {
    blobs = await startBlobs()
    const port = /127\.0\.0\.1:(\d+)/.exec(blobs.connectionString)![1]!
    proxy = await startLosingProxy(Number(port))
    connectionString = blobs.connectionString.replace(port, String(proxy.port))
  })
  afterAll(async () => {
    await proxy.stop()
    await blobs.stop()
  })

  test('a document whose put was done but never answered counts as put', async () => {
    const store = createDocumentStore({
      connectionString,
      container: `documents-${randomUUID()}`,
      keys: createMemoryKeyRing(),
    })
    await store.ensureReady()
    const document = { personId: randomUUID(), documentId: randomUUID(), bytes: Buffer.from('%PDF-1.7') }
    proxy.loseReplies(2)
    const { storage_key } = await store.put(document)
    expect((await store.get({ ...document, storage_key })) as Buffer).toEqual(document.bytes)
  })

  test('a lake object whose write was done but never answered counts as there', async () => {
    const lake = createLakeStore({ connectionString, container: `lake-${randomUUID()}` })
    await lake.ensureReady()
    const object = (revision: number) => ({
      path: 'a.json',
      body: Buffer.from(`revision ${revision}`),
      contentType: 'application/json',
      metadata: {},
      version: { epoch: 0, revision },
    })
    for (const revision of [0, 1]) {
      proxy.loseReplies(2)
      expect(await lake.putIfNewer(object(revision))).toBe('unchanged')
      expect(await lake.get('a.json')).toEqual(object(revision))
    }
  })
})
