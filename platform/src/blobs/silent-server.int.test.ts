import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import { createDocumentStore } from './document-store.ts'
import { createLakeStore } from './lake-store.ts'

const OPERATION_MS = 200

/** Takes connections and requests and never answers, as a hung server does. */
let server: Server
const sockets: Socket[] = []
let connectionString: string
beforeAll(async () => {
  server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  connectionString = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:${port}/a;`
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})

test('operations on a server that never answers are given up in time', async () => {
  const keys = createMemoryKeyRing()
  await keys.keyForWriting('person')
  const documents = createDocumentStore({ connectionString, container: 'documents', keys, operationMs: OPERATION_MS })
  const lake = createLakeStore({ connectionString, container: 'raw', operationMs: OPERATION_MS })
  const version = { epoch: 0, revision: 0 }
  const object = { path: 'a', body: Buffer.from('a'), contentType: 'text/plain', metadata: {}, version }
  const document = { personId: 'person', documentId: 'document', storage_key: 'key' }
  const operations = {
    'documents.ensureReady': () => documents.ensureReady(),
    'documents.put': () => documents.put({ ...document, bytes: Buffer.from('a') }),
    'documents.get': () => documents.get(document),
    'lake.putIfNewer': () => lake.putIfNewer(object),
    'lake.stat': () => lake.stat('a'),
    'lake.get': () => lake.get('a'),
    'lake.list': async () => {
      for await (const entry of lake.list()) expect(entry).toBeUndefined()
    },
    'lake.delete': () => lake.delete('a'),
  }
  const outcomes = await Promise.all(
    Object.entries(operations).map(async ([name, operation]) => [name, await operation().catch(({ name }) => name)]),
  )
  expect(outcomes).toEqual(Object.keys(operations).map((name) => [name, 'AbortError']))
})
