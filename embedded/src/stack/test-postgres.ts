import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withClient, withDatabase } from './database.ts'
import { choosePort } from './ports.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import { askForServer } from './test-postgres-sharing.ts'

/** A database of one test file's own. */
export interface TestPostgres {
  /** Connection string of the empty (or cloned) database. */
  url: string
  /** Drops the database; sessions that are still open are cut. */
  stop(): Promise<void>
}

/** A schema that several test files start from. */
export interface TestTemplate {
  /** Names the schema within the run: the first caller prepares it, everybody else clones it. */
  name: string
  /** Fills the database, and closes every connection to it before it resolves. */
  prepare(url: string): Promise<void>
}

/**
 * A database of one's own on the PostgreSQL that the whole Jest run shares, empty or cloned from a template. The server
 * is started by the first who asks and ends with the run, however that ends. Outside such a run it is a server of one's
 * own, which ends with `stop` or with this process.
 */
export async function startTestPostgres(template?: TestTemplate): Promise<TestPostgres> {
  const shared = await askForServer()
  if (shared !== undefined) return createTestDatabase(shared, template)
  const server = await startThrowAwayPostgres()
  const { url } = await createTestDatabase(server.url(), template)
  return { url, stop: () => server.stop() }
}

/** A server without durability in a temporary directory that is gone once the server has ended. */
export async function startThrowAwayPostgres(): Promise<Postgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'one-hcm-postgres-'))
  const port = await choosePort({ name: 'the test server', wanted: 0, explicit: true })
  return startPostgres({ dataDir, port, throwAway: true })
}

async function createTestDatabase(server: string, template?: TestTemplate): Promise<TestPostgres> {
  const source = template ? await ensureTemplate(server, template) : 'template1'
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await withClient(server, (client) => client.query(`create database ${name} template "${source}"`))
  return {
    url: withDatabase(server, name),
    async stop() {
      await withClient(server, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** Prepares the template once; others wait for it. Renamed at the end, so that a failed preparation leaves none. */
function ensureTemplate(server: string, { name, prepare }: TestTemplate): Promise<string> {
  const template = `template_${name}`
  return withClient(server, async (client) => {
    // Held until the connection closes, also when the preparation fails.
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount) return template
    const unfinished = `${template}_unfinished`
    await client.query(`drop database if exists "${unfinished}" with (force)`)
    await client.query(`create database "${unfinished}"`)
    await prepare(withDatabase(server, unfinished))
    await client.query(`alter database "${unfinished}" rename to "${template}"`)
    return template
  })
}
