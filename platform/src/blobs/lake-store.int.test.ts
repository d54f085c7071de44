import { randomUUID } from 'node:crypto'
import { BlobServiceClient } from '@azure/storage-blob'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { blobServers, type ThrowAwayBlobs } from '../testing/throw-away-blobs.ts'
import { createLakeStore, type LakeObject } from './lake-store.ts'

describe.each(blobServers)('on %s', (_, startBlobs) => {
  let blobs: ThrowAwayBlobs
  beforeAll(async () => {
    blobs = await startBlobs()
  })
  afterAll(() => blobs.stop())

  async function openLake(options: { listPage?: number } = {}) {
    const container = `lake-${randomUUID()}`
    const lake = createLakeStore({ connectionString: blobs.connectionString, container, ...options })
    await lake.ensureReady()
    const raw = BlobServiceClient.fromConnectionString(blobs.connectionString).getContainerClient(container)
    return { lake, raw }
  }

  const path = 'facts/fact_applications/ingestion_date=2026-01-15/a b é%#?.json'
  const object = (revision: number, text = `revision ${revision}`, epoch = 0): LakeObject => ({
    path,
    body: Buffer.from(text),
    contentType: 'application/json',
    metadata: { table: 'fact_applications' },
    version: { epoch, revision },
  })

  describe('a conditional write', () => {
    test('creates the object with its content type and metadata', async () => {
      const { lake } = await openLake()
      expect(await lake.putIfNewer(object(0))).toBe('written')
      expect(await lake.get(path)).toEqual(object(0))
      expect(await lake.stat(path)).toMatchObject({ path, size: 10, version: { epoch: 0, revision: 0 } })
    })

    test('replaces what is older and nothing else', async () => {
      const { lake } = await openLake()
      await lake.putIfNewer(object(3))
      expect(await lake.putIfNewer(object(2))).toBe('stale')
      expect(await lake.putIfNewer(object(3))).toBe('unchanged')
      expect((await lake.get(path))?.body.toString()).toBe('revision 3')
      expect(await lake.putIfNewer(object(12))).toBe('written')
      expect((await lake.get(path))?.body.toString()).toBe('revision 12')
    })

    test.each([
      ['content', object(3, 'repaired')],
      ['content type', { ...object(3), contentType: 'application/pdf' }],
      ['metadata', { ...object(3), metadata: { table: 'another' } }],
      ['number of metadata values', { ...object(3), metadata: {} }],
    ])('repairs another %s of the same version', async (_, repaired) => {
      const { lake } = await openLake()
      await lake.putIfNewer(object(3))
      expect(await lake.putIfNewer(repaired)).toBe('written')
      expect(await lake.get(path)).toEqual(repaired)
    })

    test('of a higher epoch beats any revision, and is not beaten by one', async () => {
      const { lake } = await openLake()
      await lake.putIfNewer(object(9))
      expect(await lake.putIfNewer(object(4, 'without personal values', 1))).toBe('written')
      expect(await lake.putIfNewer(object(10))).toBe('stale')
      expect((await lake.get(path))?.body.toString()).toBe('without personal values')
    })

    test('replaces an object that carries no revision', async () => {
      const { lake, raw } = await openLake()
      await raw.getBlockBlobClient(path).upload('by hand', 7)
      expect(await lake.putIfNewer(object(0))).toBe('written')
    })

    test('ends with the newest version when many writers race', async () => {
      const { lake } = await openLake()
      const revisions = Array.from({ length: 8 }, (_, index) => (index * 5) % 8)
      const outcomes = await Promise.all(revisions.map((revision) => lake.putIfNewer(object(revision))))
      expect(outcomes[revisions.indexOf(7)]).toBe('written')
      expect(await lake.get(path)).toEqual(object(7))
    })

    test('knows its own write again when the same object is written at once', async () => {
      const { lake } = await openLake()
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => lake.putIfNewer(object(1))))
      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(4)
    })
  })

  test.each([1, 2, 1000])('lists a prefix in order, %i a page', async (listPage) => {
    const { lake } = await openLake({ listPage })
    for (const name of ['b/2', 'a/1', 'b/1', 'c']) await lake.putIfNewer({ ...object(0), path: name })
    const paths = async (prefix?: string) => {
      const found: string[] = []
      for await (const entry of lake.list(prefix)) found.push(entry.path)
      return found
    }
    expect(await paths()).toEqual(['a/1', 'b/1', 'b/2', 'c'])
    expect(await paths('b/')).toEqual(['b/1', 'b/2'])
  })

  test('reads nothing where nothing is, and deletes what is there or not', async () => {
    const { lake } = await openLake()
    expect(await lake.get(path)).toBeUndefined()
    expect(await lake.stat(path)).toBeUndefined()
    await lake.putIfNewer(object(0))
    await lake.delete(path)
    await lake.delete(path)
    expect(await lake.get(path)).toBeUndefined()
  })
})
