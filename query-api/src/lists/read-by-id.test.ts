import { expect, test } from '@jest/globals'
import type pg from 'pg'
import { createFilters } from './filters.ts'
import { readById } from './read-by-id.ts'

/** A pool that answers with the ids asked for, but for those it does not know, and keeps what it was asked. */
function poolKnowing(known: readonly string[]) {
  const asked: unknown[][] = []
  const query = ({ values }: { values: unknown[] }) => {
    asked.push(values)
    const ids = values.at(-1) as string[]
    return Promise.resolve({
      rows: ids.filter((id) => known.includes(id)).map((id) => ({ read_id: id, doc: `row ${id}` })),
    })
  }
  return { pool: { query } as unknown as pg.Pool, asked }
}
const offers = (status?: string) => {
  const filters = createFilters()
  filters.where((p) => `status = ${p}`, status)
  return { select: 'doc', from: 'offers', id: 'id', filters }
}

test('reads of one turn travel as one statement, each with its own row', async () => {
  const { pool, asked } = poolKnowing(['a', 'b'])
  const found = await Promise.all(['a', 'b', 'a', 'missing'].map((id) => readById<{ doc: string }>(pool, offers(), id)))
  expect(found.map((row) => row?.doc)).toEqual(['row a', 'row b', 'row a', undefined])
  expect(asked).toEqual([[['a', 'b', 'missing']]])
})

test('reads with other filters, or of a later turn, travel on their own', async () => {
  const { pool, asked } = poolKnowing(['a'])
  await Promise.all([readById(pool, offers('active'), 'a'), readById(pool, offers('draft'), 'a')])
  await readById(pool, offers('active'), 'a')
  expect(asked).toEqual([
    ['active', ['a']],
    ['draft', ['a']],
    ['active', ['a']],
  ])
})

test('a failed statement fails its readers and nobody after them', async () => {
  let fails = true
  const pool = {
    query: () =>
      fails ? Promise.reject(new Error('away')) : Promise.resolve({ rows: [{ read_id: 'a', doc: 'row' }] }),
  } as unknown as pg.Pool
  await expect(readById(pool, offers(), 'a')).rejects.toThrow('away')
  fails = false
  expect(await readById(pool, offers(), 'a')).toMatchObject({ doc: 'row' })
})
