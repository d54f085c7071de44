import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { ensureDatabase, withClient } from './database.ts'
import { killRecorded, until } from './fixtures/processes.ts'
import { choosePort } from './ports.ts'
import { type Postgres, startPostgres } from './postgres.ts'

const isRoot = process.getuid?.() === 0

let dataDir: string
let running: Postgres[]

beforeEach(() => {
  // A directory of mkdtemp is open to its owner only, as a private home is.
  dataDir = join(mkdtempSync(join(tmpdir(), 'one-hcm-private-home-')), 'data')
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
})

async function start(): Promise<Postgres> {
  const port = await choosePort({ name: 'X_PORT', wanted: 0, explicit: true })
  const server = await startPostgres({ dataDir, port })
  running.push(server)
  return server
}

const valueFrom = (url: string, query: string) =>
  withClient(url, async (client) => (await client.query<{ value: unknown }>(query)).rows[0]?.value)

test('is durable, UTF-8, on the loopback interface, and takes its password only', async () => {
  const server = await start()
  const { rows } = await withClient(server.url(), (client) =>
    client.query(
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'server_encoding', 'listen_addresses', 'max_connections') order by name",
    ),
  )
  expect(rows.map(({ name, setting }) => `${name}=${setting}`)).toEqual([
    'fsync=on',
    'listen_addresses=127.0.0.1',
    'max_connections=200',
    'server_encoding=UTF8',
    'synchronous_commit=on',
  ])
  const wrong = new URL(server.url())
  wrong.password = 'wrong'
  await expect(withClient(wrong.href, () => Promise.resolve())).rejects.toThrow('password authentication failed')
  expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
})

test('ensureDatabase is harmless when repeated, also at the same time', async () => {
  const server = await start()
  const urls = await Promise.all([1, 2, 3, 4].map(() => ensureDatabase(server.url(), 'keys')))
  expect(new Set(urls).size).toBe(1)
  expect(await valueFrom(urls[0]!, 'select current_database() as value')).toBe('keys')
})

test('kill -9 of everything under load loses nothing acknowledged, and the next start recovers', async () => {
  const server = await start()
  const url = await ensureDatabase(server.url(), 'app')
  await withClient(url, (client) => client.query('create table acknowledged (id int primary key)'))
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  pool.on('error', () => undefined)
  const acknowledged: number[] = []
  let next = 0
  let alive = true
  const writer = async () => {
    while (alive) {
      const id = next++
      await pool.query('insert into acknowledged values ($1)', [id]).then(
        () => acknowledged.push(id),
        () => {
          alive = false
        },
      )
    }
  }
  const writers = Promise.all(Array.from({ length: 8 }, writer))
  await until('many writes are acknowledged', () => acknowledged.length > 300)
  killRecorded(join(dataDir, 'process.json'))
  await writers
  await pool.end()
  await server.stop()

  const again = await start()
  const { rows } = await withClient(again.url('app'), (client) =>
    client.query<{ id: number }>('select id from acknowledged'),
  )
  const kept = new Set(rows.map(({ id }) => id))
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
})

describe('refuses', () => {
  test('a data directory that is in use', async () => {
    await start()
    await expect(start()).rejects.toThrow('in use by another running instance')
  })

  test('a port that is taken, recognisably', async () => {
    const occupant = createServer()
    await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve))
    const { port } = occupant.address() as AddressInfo
    await expect(startPostgres({ dataDir, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await new Promise((resolve) => occupant.close(resolve))
    await start()
  })
})

test('a pid file that names an unrelated living process does not keep it from starting', async () => {
  const server = await start()
  await server.stop()
  writeFileSync(join(dataDir, 'cluster/postmaster.pid'), `${process.pid}\n`)
  const again = await start()
  expect(await valueFrom(again.url(), 'select 1 as value')).toBe(1)
})

test('a creation that a crash cut off is begun anew', async () => {
  mkdirSync(join(dataDir, 'cluster.new-x/base'), { recursive: true })
  const server = await start()
  expect(await valueFrom(server.url(), 'select 1 as value')).toBe(1)
  expect(readdirSync(dataDir).filter((name) => name.startsWith('cluster'))).toEqual(['cluster'])
})

const onlyForRoot = isRoot ? test : test.skip
const whyNot = isRoot ? '' : ' (skipped: not root here)'
onlyForRoot(`runs where user namespaces are forbidden, on the same data${whyNot}`, async () => {
  const before = await start()
  await ensureDatabase(before.url(), 'kept')
  await before.stop()
  const forbidding = join(dataDir, '../bin')
  mkdirSync(forbidding)
  writeFileSync(join(forbidding, 'unshare'), '#!/bin/sh\nexit 1\n')
  chmodSync(join(forbidding, 'unshare'), 0o755)
  const path = process.env.PATH
  process.env.PATH = `${forbidding}:${path}`
  try {
    const after = await start()
    expect(await valueFrom(after.url('kept'), 'select current_database() as value')).toBe('kept')
    expect(statSync(join(dataDir, 'cluster')).uid).not.toBe(0)
    await after.stop()
  } finally {
    process.env.PATH = path
  }
  const namespaceAgain = await start()
  expect(await valueFrom(namespaceAgain.url('kept'), 'select 1 as value')).toBe(1)
})
