import pg from 'pg'
import type { Logger } from '../logging/logger.ts'

const INT8 = 20
const DATE = 1082
const TIMESTAMP = 1114
const TIMESTAMPTZ = 1184

/**
 * Dates stay the text PostgreSQL sends: parsing them in local time has moved days elsewhere (reliability §6). Positions
 * are 64 bits wide and become BigInt.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return (value: string) => BigInt(value)
    if (oid === DATE || oid === TIMESTAMP || oid === TIMESTAMPTZ) return (value: string) => value
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

export type PoolOptions = {
  url: string
  max: number
  log: Logger
  /** Schemas that unqualified names are looked up in, first one first. */
  searchPath?: string
  /** Milliseconds after which the server gives a statement up. */
  statementTimeoutMs?: number
}

/**
 * A pool that outlives its server: errors of idle and of checked-out clients are logged instead of ending the process
 * (reliability P13), connecting gives up after 5 s.
 */
export function createPool({ url, max, log, searchPath, statementTimeoutMs = 5_000 }: PoolOptions): pg.Pool {
  const options = [`-c statement_timeout=${statementTimeoutMs}`, '-c timezone=UTC']
  if (searchPath) options.push(`-c search_path=${searchPath}`)
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    options: options.join(' '),
    // Statements sent together travel together instead of waiting for each other's answers.
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  })
  const onError = (error: Error) => {
    // A server that stops just after us still cuts connections that are on their way out.
    if (!pool.ending) log.warn({ err: error }, 'postgresql connection lost')
  }
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

/** Runs work in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    // A client whose rollback fails too has lost its connection: it must not go back into the pool.
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
