import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestPostgres, type TestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import type pg from 'pg'
import { silentLogger } from '../logging/logger.ts'
import { migrate } from '../postgres/migrate.ts'
import { createPool } from '../postgres/pool.ts'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import { createKeyRing, type KeyRing, keyRingMigrations } from './key-ring.ts'

const masterKey = randomBytes(32)
let database: TestPostgres
let pool: pg.Pool

beforeAll(async () => {
  database = await startTestPostgres()
  await migrate(database.url, keyRingMigrations)
  pool = createPool({ url: database.url, max: 8, log: silentLogger() })
}, 120_000)
afterAll(async () => {
  await pool.end()
  await database.stop()
})

const person = () => randomUUID()

describe.each<[string, () => KeyRing]>([
  ['PostgreSQL', () => createKeyRing(pool, masterKey)],
  ['memory, for tests', createMemoryKeyRing],
])('a key ring in %s', (_, create) => {
  test('gives a person the same key for writing and for reading', async () => {
    const ring = create()
    const id = person()
    const key = await ring.keyForWriting(id)
    expect(key).toHaveLength(32)
    expect(await ring.keyForWriting(id)).toEqual(key)
    expect(await ring.keysForReading([id])).toEqual(new Map([[id, key]]))
  })

  test('leaves out people it knows nothing of, and makes no key by reading', async () => {
    const ring = create()
    const id = person()
    expect(await ring.keysForReading([id])).toEqual(new Map())
    expect(await ring.keysForReading([id])).toEqual(new Map())
  })

  test('a destroyed key stays destroyed: known as such to readers, refused to writers', async () => {
    const ring = create()
    const id = person()
    await ring.keyForWriting(id)
    await ring.destroy(id)
    await ring.destroy(id)
    expect(await ring.keysForReading([id])).toEqual(new Map([[id, 'destroyed']]))
    await expect(ring.keyForWriting(id)).rejects.toMatchObject({ name: 'PersonErased' })
  })

  test('a person who was erased before they had a key never gets one', async () => {
    const ring = create()
    const id = person()
    await ring.destroy(id)
    await expect(ring.keyForWriting(id)).rejects.toMatchObject({ name: 'PersonErased' })
  })
})

test('more people than the cache holds, or for longer than it does, are all in one answer', async () => {
  const ids = Array.from({ length: 7 }, person)
  const ring = createKeyRing(pool, masterKey, { cachedMax: 3, cacheMs: 1 })
  const keys = new Map<string, Buffer>()
  for (const id of ids) keys.set(id, await ring.keyForWriting(id))
  for (let time = 0; time < 3; time++) expect(await ring.keysForReading(ids)).toEqual(keys)
})

test('rivals in different processes agree on one key', async () => {
  const id = person()
  const keys = await Promise.all(Array.from({ length: 20 }, () => createKeyRing(pool, masterKey).keyForWriting(id)))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
})

test('the table shows no key: each is wrapped, for its own person and by this master key', async () => {
  const [id, other] = [person(), person()]
  const ring = createKeyRing(pool, masterKey)
  const key = await ring.keyForWriting(id)
  await ring.keyForWriting(other)
  const stored = async (personId: string) =>
    (
      await pool.query<{ wrapped_key: Buffer | null }>('select wrapped_key from hcm.person_keys where person_id = $1', [
        personId,
      ])
    ).rows[0]?.wrapped_key
  expect((await stored(id))!.includes(key)).toBe(false)

  await expect(createKeyRing(pool, randomBytes(32)).keysForReading([id])).rejects.toThrow()
  await pool.query('update hcm.person_keys set wrapped_key = $1 where person_id = $2', [await stored(id), other])
  await expect(createKeyRing(pool, masterKey).keysForReading([other])).rejects.toThrow()

  await ring.destroy(id)
  expect(await stored(id)).toBeNull()
})
