import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient, persistentSubscriptionToStreamSettingsFromDefaults, START } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type EventStore, startEventStore } from './event-store.ts'
import { selfSignedCertificate } from './testing/self-signed-certificate.ts'
import { collect, failureOf, testEvents } from './testing/test-node.ts'

const directory = mkdtempSync(join(tmpdir(), 'event-store-tls-'))
const authority = join(directory, 'authority.pem')
let node: EventStore
const clients: EventStoreDBClient[] = []

function connect(user = ''): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(`esdb://${user}localhost:${node.port}?tlsCAFile=${authority}`)
  clients.push(client)
  return client
}

beforeAll(async () => {
  const tls = selfSignedCertificate()
  writeFileSync(authority, tls.certificate)
  node = await startEventStore({ inMemory: true, tls })
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.dispose()))
  await node.stop()
  rmSync(directory, { recursive: true, force: true })
})

describe('§8 TLS and users', () => {
  test('admin and ops do everything', async () => {
    for (const user of ['admin', 'ops']) {
      const client = connect(`${user}:changeit@`)
      await client.appendToStream(`by-${user}`, testEvents(2))
      expect(await collect(client.readStream(`by-${user}`))).toHaveLength(2)
      await client.createPersistentSubscriptionToStream(
        `by-${user}`,
        'g',
        persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START }),
      )
      const consumer = client.subscribeToPersistentSubscriptionToStream(`by-${user}`, 'g')
      await new Promise((resolve) => consumer.once('confirmation', resolve))
      const { connections } = await client.getPersistentSubscriptionToStreamInfo(`by-${user}`, 'g')
      expect(connections[0]?.username).toBe(user)
      await consumer.unsubscribe()
    }
  })

  test('a wrong password and an unknown user are denied everywhere', async () => {
    for (const user of ['admin:wrong@', 'nobody:changeit@']) {
      const client = connect(user)
      for (const attempt of [
        client.appendToStream('denied', testEvents(1)),
        collect(client.readStream('denied')),
        client.deleteStream('denied'),
        client.listAllPersistentSubscriptions(),
      ]) {
        expect((await failureOf(attempt)).type).toBe('access-denied')
      }
    }
  })

  test('credentials of a call win over those of the connection', async () => {
    const client = connect('admin:wrong@')
    const credentials = { username: 'admin', password: 'changeit' }
    await client.appendToStream('by-call', testEvents(1), { credentials })
    expect(await collect(client.readStream('by-call', { credentials }))).toHaveLength(1)
  })

  test('without credentials only capabilities and gossip are answered', async () => {
    const client = connect()
    // The append asks for the capabilities first: were they denied, it would fail as unauthenticated.
    expect((await failureOf(client.appendToStream('anonymous', testEvents(1)))).type).toBe('access-denied')
    expect((await failureOf(collect(client.readAll()))).type).toBe('access-denied')
  })

  test('§1.2 cluster discovery finds the node under its certified name', async () => {
    const client = EventStoreDBClient.connectionString(
      `esdb+discover://admin:changeit@localhost:${node.port}?tlsCAFile=${authority}`,
    )
    clients.push(client)
    await client.appendToStream('discovered', testEvents(1))
  })

  test('the connection string names a host that the certificate holds', () => {
    expect(node.connectionString).toBe(`esdb://localhost:${node.port}`)
  })
})

test('§1.2 cluster discovery without TLS', async () => {
  const plain = await startEventStore({ inMemory: true })
  const client = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${plain.port}?tls=false`)
  await client.appendToStream('discovered', testEvents(1))
  await client.dispose()
  await plain.stop()
})
