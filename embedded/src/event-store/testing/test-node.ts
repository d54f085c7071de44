import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EventData, EventStoreDBClient, jsonEvent, type ResolvedEvent } from '@eventstore/db-client'
import { type EventStore, type EventStoreOptions, startEventStore } from '../event-store.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

/** A node on a directory of its own, restartable, with official clients that are disposed with it. */
export interface TestNode {
  readonly client: EventStoreDBClient
  readonly dataDir: string
  readonly port: number
  /** Stops the node and starts it again on the same directory and another port; `meanwhile` runs in between. */
  restart(meanwhile?: () => void): Promise<void>
  /** Stops the node under its clients' feet. */
  stopNode(): Promise<void>
  stop(): Promise<void>
}

/** With EVENT_STORE_TEST_TLS=1 the same tests run over TLS, as `admin`. */
const overTls = process.env.EVENT_STORE_TEST_TLS === '1'

export async function startTestNode(options: Partial<EventStoreOptions> = {}): Promise<TestNode> {
  const directory = mkdtempSync(join(tmpdir(), 'event-store-test-'))
  const dataDir = join(directory, 'data')
  const authority = join(directory, 'authority.pem')
  const tls = overTls ? selfSignedCertificate() : undefined
  if (tls !== undefined) writeFileSync(authority, tls.certificate)
  let node: EventStore
  let client: EventStoreDBClient
  const start = async (): Promise<void> => {
    node = await startEventStore({ dataDir, tls, ...options })
    client = EventStoreDBClient.connectionString(
      overTls ? `esdb://admin:changeit@localhost:${node.port}?tlsCAFile=${authority}` : node.connectionString,
    )
  }
  const halt = async (): Promise<void> => {
    await client.dispose()
    await node.stop()
  }
  await start()
  return {
    get client() {
      return client
    },
    get port() {
      return node.port
    },
    dataDir,
    restart: async (meanwhile) => {
      await halt()
      meanwhile?.()
      await start()
    },
    stopNode: () => node.stop(),
    stop: async () => {
      await halt()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

export const testEvents = (count: number, type = 'test'): EventData[] =>
  Array.from({ length: count }, (_, index) => jsonEvent({ type, data: { index } }))

export async function collect(events: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const all: ResolvedEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

/** The error a promise rejects with. Compared by its `type`: classes differ between realms under Jest. */
export async function failureOf(promise: Promise<unknown>): Promise<{ type: string; name: string; message: string }> {
  return promise.then(
    () => {
      throw new Error('The promise was expected to reject.')
    },
    (error) => error,
  )
}
