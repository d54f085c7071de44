import { expect, test } from '@jest/globals'
import { withClient } from './database.ts'
import { startTestPostgres } from './test-postgres.ts'

test('each caller gets an empty database of its own on one server', async () => {
  const [first, second] = await Promise.all([startTestPostgres(), startTestPostgres()])
  try {
    await withClient(first.url, (client) => client.query('create table only_here (id int)'))
    const { rowCount } = await withClient(second.url, (client) =>
      client.query("select from pg_class where relname = 'only_here'"),
    )
    expect(rowCount).toBe(0)
    expect(new URL(second.url).host).toBe(new URL(first.url).host)
  } finally {
    await Promise.all([first.stop(), second.stop()])
  }
})

test('a template is prepared once and cloned by everybody, also at the same time', async () => {
  let prepared = 0
  const template = {
    name: 'counted',
    async prepare(url: string) {
      prepared += 1
      await withClient(url, (client) => client.query('create table seed as select 42 as answer'))
    },
  }
  const databases = await Promise.all([1, 2, 3].map(() => startTestPostgres(template)))
  try {
    for (const { url } of databases) {
      const { rows } = await withClient(url, (client) => client.query('select answer from seed'))
      expect(rows).toEqual([{ answer: 42 }])
    }
    expect(prepared).toBe(1)
  } finally {
    await Promise.all(databases.map((database) => database.stop()))
  }
})

test('a preparation that fails leaves no template behind', async () => {
  const failing = { name: 'failing', prepare: () => Promise.reject(new Error('no')) }
  await expect(startTestPostgres(failing)).rejects.toThrow('no')
  const working = await startTestPostgres({ name: 'failing', prepare: () => Promise.resolve() })
  await working.stop()
})
