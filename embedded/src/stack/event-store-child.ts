import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startNode } from './child.ts'
import { startUntilReady } from './ready-child.ts'

/** What the event store's process needs to know. */
export interface EventStoreChildOptions {
  /** Holds the log and the record of the process; made if needed. */
  dataDir: string
  port: number
  log?: (line: string) => void
  onUnexpectedEnd?: (sentence: string) => void
}

/** A running event store. */
export interface EventStoreChild {
  /** For `EventStoreDBClient.connectionString`. */
  connectionString: string
  stop(): Promise<void>
}

const main = fileURLToPath(new URL('../event-store/main.ts', import.meta.url))

/** Starts the EventStoreDB-protocol node (event-store/main.ts) as a child process. */
export async function startEventStoreChild(options: EventStoreChildOptions): Promise<EventStoreChild> {
  const { dataDir, port } = options
  const log = join(dataDir, 'log')
  mkdirSync(log, { recursive: true, mode: 0o700 })
  let connectionString = ''
  const child = await startUntilReady(
    startNode,
    {
      name: 'The event store',
      main,
      args: ['--port', String(port), '--data', log],
      recordFile: join(dataDir, 'process.json'),
      stopTimeoutMs: 8_000,
      onLine: options.log,
      onUnexpectedEnd: options.onUnexpectedEnd,
    },
    (line) => {
      connectionString ||= /\besdb:\/\/\S+/.exec(line)?.[0] ?? ''
      return connectionString !== ''
    },
  )
  return { connectionString, stop: () => child.stop() }
}
