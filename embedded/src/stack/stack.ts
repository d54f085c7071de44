import { join, resolve } from 'node:path'
import { startBlobs } from './blobs.ts'
import { ensureDatabase } from './database.ts'
import { lockDirectory } from './directory-lock.ts'
import { startEventStoreChild } from './event-store-child.ts'
import { choosePort, type PortWish, portWish } from './ports.ts'
import { startPostgres } from './postgres.ts'

/** What the stack reads and whom it tells. */
export interface StackOptions {
  /** DATA_DIR, the variables that replace a part, and EMBEDDED_{POSTGRES,BLOB,EVENTSTORE}_PORT. */
  env: NodeJS.ProcessEnv
  /** Every line that a part prints. */
  log?: (part: StackPart, line: string) => void
  /** What the operator should know, in one sentence: a port that was replaced. */
  report?: (sentence: string) => void
  /** A part ended although nobody asked it to, in one sentence: the services cannot go on. */
  onUnexpectedEnd?: (sentence: string) => void
}

export type StackPart = 'event-store' | 'postgres' | 'blobs'

/** Where the services find each part, by the names of their own configuration. */
export interface StackEnvironment {
  EVENTSTORE_URL: string
  DATABASE_URL: string
  KEYS_DATABASE_URL: string
  AZURE_STORAGE_CONNECTION_STRING: string
}

/** A running stack. */
export interface Stack {
  dataDir: string
  env: StackEnvironment
  /** Stops what was started, each part in good order, and frees the data directory. The services must have stopped. */
  stop(): Promise<void>
}

interface Part<Names extends keyof StackEnvironment> {
  env: Pick<StackEnvironment, Names>
  stop(): Promise<void>
}

const defaultPorts = { EMBEDDED_EVENTSTORE_PORT: 2113, EMBEDDED_POSTGRES_PORT: 5432, EMBEDDED_BLOB_PORT: 10_000 }

/**
 * Starts the parts that the environment does not name: PostgreSQL (`DATABASE_URL`), the blob node
 * (`AZURE_STORAGE_CONNECTION_STRING`) and the event store (`EVENTSTORE_URL`), with their data below DATA_DIR (`.data`).
 * All of them end with this process, however it ends. Throws a sentence when the data directory is in use or a port that
 * was asked for is taken; nothing is left running then.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.env.DATA_DIR || '.data')
  const lock = lockDirectory(dataDir)
  const starting = [
    startDatabase(options, join(dataDir, 'postgres')),
    startBlobStore(options, join(dataDir, 'blobs')),
    startEventLog(options, join(dataDir, 'event-store')),
  ] as const
  const stop = async () => {
    const started = (await Promise.allSettled(starting)).flatMap((part) => ('value' in part ? [part.value] : []))
    const stopped = await Promise.allSettled(started.map((part) => part.stop()))
    lock.release()
    for (const result of stopped) if ('reason' in result) throw result.reason
  }
  try {
    const [database, blobs, eventLog] = await Promise.all(starting)
    return { dataDir, env: { ...database.env, ...blobs.env, ...eventLog.env }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startDatabase(
  options: StackOptions,
  dataDir: string,
): Promise<Part<'DATABASE_URL' | 'KEYS_DATABASE_URL'>> {
  const { DATABASE_URL, KEYS_DATABASE_URL } = options.env
  if (DATABASE_URL) {
    const keys = KEYS_DATABASE_URL || (await keysBeside(DATABASE_URL))
    return { env: { DATABASE_URL, KEYS_DATABASE_URL: keys }, stop: () => Promise.resolve() }
  }
  const server = await onFreePort(options, 'EMBEDDED_POSTGRES_PORT', (port) =>
    startPostgres({ dataDir, port, ...listeners(options, 'postgres') }),
  )
  try {
    return {
      env: {
        DATABASE_URL: await ensureDatabase(server.url(), 'onehcm'),
        // Apart from the rest: whoever may read the rows must not find the keys beside them.
        KEYS_DATABASE_URL: KEYS_DATABASE_URL || (await ensureDatabase(server.url(), 'keys')),
      },
      stop: () => server.stop(),
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** With a server of the operator's own, one variable is enough: the keys get a database beside the given one. */
async function keysBeside(databaseUrl: string): Promise<string> {
  const name = `${decodeURIComponent(new URL(databaseUrl).pathname.slice(1)) || 'postgres'}_keys`
  try {
    return await ensureDatabase(databaseUrl, name)
  } catch (error) {
    const why = (error as Error).message
    throw new Error(`The database '${name}' for keys could not be created (${why}): set KEYS_DATABASE_URL.`, {
      cause: error,
    })
  }
}

async function startBlobStore(
  options: StackOptions,
  dataDir: string,
): Promise<Part<'AZURE_STORAGE_CONNECTION_STRING'>> {
  const { AZURE_STORAGE_CONNECTION_STRING } = options.env
  if (AZURE_STORAGE_CONNECTION_STRING) {
    return { env: { AZURE_STORAGE_CONNECTION_STRING }, stop: () => Promise.resolve() }
  }
  const blobs = await onFreePort(options, 'EMBEDDED_BLOB_PORT', (port) =>
    startBlobs({ dataDir, port, ...listeners(options, 'blobs') }),
  )
  return { env: { AZURE_STORAGE_CONNECTION_STRING: blobs.connectionString }, stop: () => blobs.stop() }
}

async function startEventLog(options: StackOptions, dataDir: string): Promise<Part<'EVENTSTORE_URL'>> {
  const { EVENTSTORE_URL } = options.env
  if (EVENTSTORE_URL) return { env: { EVENTSTORE_URL }, stop: () => Promise.resolve() }
  const node = await onFreePort(options, 'EMBEDDED_EVENTSTORE_PORT', (port) =>
    startEventStoreChild({ dataDir, port, ...listeners(options, 'event-store') }),
  )
  return { env: { EVENTSTORE_URL: node.connectionString }, stop: () => node.stop() }
}

const listeners = (options: StackOptions, part: StackPart) => ({
  log: (line: string) => options.log?.(part, line),
  onUnexpectedEnd: options.onUnexpectedEnd,
})

/** A default port may be lost to somebody between choosing and binding: then another one is chosen. */
async function onFreePort<Started>(
  options: StackOptions,
  variable: keyof typeof defaultPorts,
  start: (port: number) => Promise<Started>,
): Promise<Started> {
  const wish: PortWish = { ...portWish(options.env, variable, defaultPorts[variable]), report: options.report }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await choosePort(wish))
    } catch (error) {
      const lost = (error as { code?: string }).code === 'EADDRINUSE' && !wish.explicit
      if (!lost || attempt === 3) throw error
    }
  }
}
