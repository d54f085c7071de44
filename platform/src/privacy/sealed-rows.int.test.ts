import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startTestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import type pg from 'pg'
import { silentLogger } from '../logging/logger.ts'
import { migrate } from '../postgres/migrate.ts'
import { createPool } from '../postgres/pool.ts'
import { createMemorySealedRows } from '../testing/memory-sealed-rows.ts'
import { createKeyRing, type KeyRing, keyRingMigrations } from './key-ring.ts'
import { createSealedRows, type SealedRows, sealedRowsTableSql } from './sealed-rows.ts'

const TABLE = 'hcm.notes_of_test'
let database: { url: string; stop(): Promise<void> }
let pool: pg.Pool
let keys: KeyRing
let sealed: SealedRows

beforeAll(async () => {
  database = await startTestPostgres()
  await migrate(database.url, keyRingMigrations)
  pool = createPool({ url: database.url, max: 2, log: silentLogger() })
  for (const sql of sealedRowsTableSql(TABLE)) await pool.query(sql)
  keys = createKeyRing(pool, randomBytes(32))
  sealed = createSealedRows({ pool, keys, table: TABLE })
})
afterAll(async () => {
  await pool.end()
  await database.stop()
})

const [first, second, third] = ['2026-01-01T08:00:00.000Z', '2026-01-01T08:00:15.000Z', '2026-01-01T08:00:30.000Z']
const key = () => ({ personId: randomUUID(), subjectId: randomUUID() })
const text = 'Très confidentiel'

describe.each([
  ['in PostgreSQL', () => sealed],
  ['in memory, for tests', () => createMemorySealedRows()],
] as const)('sealed rows %s', (_, rowsOf) => {
  test('are put in the place of the former ones, and read at once', async () => {
    const rows = rowsOf()
    const one = key()
    expect(await rows.get(one)).toBeUndefined()
    expect(await rows.put(one, { text: 'a' }, first)).toEqual({ createdAt: first, updatedAt: first })
    expect(await rows.put(one, { text: 'b', list: [1, null] }, second)).toEqual({
      createdAt: first,
      updatedAt: second,
    })
    expect(await rows.get(one)).toMatchObject({ value: { text: 'b', list: [1, null] }, updatedAt: second })
    expect(await rows.get({ ...one, subjectId: randomUUID() })).toBeUndefined()
    expect(await rows.get({ ...one, personId: randomUUID() })).toBeUndefined()
  })

  test('are not overwritten by the repeat of an older request', async () => {
    const rows = rowsOf()
    const one = key()
    await rows.put(one, 'new', third)
    expect(await rows.put(one, 'old', second)).toMatchObject({ updatedAt: third })
    expect(await rows.get(one)).toMatchObject({ value: 'new' })
  })

  test('are removed by person, by subject, or both, and only what is old enough', async () => {
    const rows = rowsOf()
    const [one, other] = [key(), key()]
    await rows.put(one, 1, second)
    await rows.put(other, 2, second)
    await rows.remove({ ...one, until: first })
    expect(await rows.get(one)).toBeDefined()
    for (let time = 0; time < 2; time++) await rows.remove({ ...one, until: second })
    expect(await rows.get(one)).toBeUndefined()
    await rows.remove({ subjectId: other.subjectId })
    expect(await rows.get(other)).toBeUndefined()
    await rows.put(other, 2, third)
    await rows.remove({ personId: other.personId })
    expect(await rows.get(other)).toBeUndefined()
  })
})

test('nothing is readable in the table, and a row that is moved to another place is not opened', async () => {
  const one = key()
  await sealed.put(one, { text }, first)
  const { rows } = await pool.query<{ sealed: Buffer }>(`select sealed from ${TABLE} where person_id = $1`, [
    one.personId,
  ])
  expect(rows[0]!.sealed.toString('latin1')).not.toContain(Buffer.from(text).toString('latin1'))
  const subjectId = randomUUID()
  await pool.query(`update ${TABLE} set subject_id = $2 where person_id = $1`, [one.personId, subjectId])
  await expect(sealed.get({ ...one, subjectId })).rejects.toThrow()
})

test('W-55 with their person erased, they are gone for good, and new ones are refused', async () => {
  const one = key()
  await sealed.put(one, { text }, first)
  await keys.destroy(one.personId)
  expect(await sealed.get(one)).toBeUndefined()
  await expect(sealed.put(one, { text }, second)).rejects.toMatchObject({ name: 'PersonErased' })
})

test('a removal that names nobody removes nothing', async () => {
  const one = key()
  await sealed.put(one, 1, first)
  await expect(sealed.remove({})).rejects.toThrow()
  expect(await sealed.get(one)).toBeDefined()
})
