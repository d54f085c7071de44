import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { fromMessage, type Message } from '@one-hcm/platform/broker/message'
import { createPublisher, type Publisher } from '@one-hcm/platform/broker/publisher'
import { appendNotes, noteCodec } from '@one-hcm/platform/broker/testing/notes'
import { describeOnRabbit, testRabbit } from '@one-hcm/platform/broker/testing/rabbit'
import { until } from '@one-hcm/platform/broker/testing/until'
import { brokerNames } from '@one-hcm/platform/broker/topology'
import { createEventLog, type EventLog } from '@one-hcm/platform/event-store/event-log'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { checkpointMigrations, readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import { migrate } from '@one-hcm/platform/postgres/migrate'
import { createPool } from '@one-hcm/platform/postgres/pool'
import type pg from 'pg'
import { type EventStore, startEventStore } from '../../../embedded/src/event-store/event-store.ts'
import { startTestPostgres, type TestPostgres } from '../../../embedded/src/stack/test-postgres.ts'
import { createRelay, type Relay } from './relay.ts'

let postgres: TestPostgres
let pool: pg.Pool
let store: EventStore
let log: EventLog
const relays: Relay[] = []

beforeAll(async () => {
  postgres = await startTestPostgres()
  await migrate(postgres.url, checkpointMigrations)
  pool = createPool({ url: postgres.url, max: 4, log: silentLogger() })
})
afterAll(async () => {
  await pool?.end()
  await postgres?.stop()
})
beforeEach(async () => {
  await pool.query('truncate hcm.checkpoints')
  store = await startEventStore({ inMemory: true, host: '127.0.0.1', port: 0 })
  log = createEventLog(store.connectionString, noteCodec())
})
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()))
  await log.dispose()
  await store.stop()
})

type Sent = { message: Message; revision: number; position: bigint; confirm(): void; refuse(): void }

/** A broker whose confirms the test gives by hand. */
function manualPublisher() {
  const sent: Sent[] = []
  const publisher: Publisher = {
    start: () => {},
    stop: async () => {},
    publish: (message) =>
      new Promise((resolve, reject) => {
        const { revision, position } = fromMessage(message.content)
        sent.push({ message, revision, position, confirm: resolve, refuse: () => reject(new Error('stopped')) })
      }),
  }
  return { publisher, sent }
}

/** Confirms what is sent, but for one message in the midst of a batch. */
function confirmAllButOne(sent: Sent[]) {
  let held: Sent | undefined
  return () => {
    const batch = sent.splice(0)
    for (const entry of batch) {
      if (!held && entry.revision >= 700 && entry !== batch.at(-1)) held = entry
      else entry.confirm()
    }
    return held
  }
}

const confirmAll = (sent: Sent[]) => {
  for (const { confirm } of sent.splice(0)) confirm()
}

async function startRelay(publisher: Publisher): Promise<Relay> {
  const relay = createRelay({ log, pool, publisher, logger: silentLogger(), stopMs: 50 })
  relays.push(relay)
  await relay.start()
  return relay
}

const append = (stream: string, ...types: readonly string[]) => appendNotes(log, stream, types)
const appendMany = (stream: string, count: number) => append(stream, ...Array.from({ length: count }, () => 'Noted'))

const checkpoint = async () => (await readCheckpoint(pool, 'relay'))?.commit ?? 0n
const atTheEnd = async () => (await checkpoint()) === (await log.head())!.commit

/** How far the checkpoint may lag behind what is confirmed within a batch. */
const LAG = 256n

test('the checkpoint moves while a batch is on its way, but never past an event that is not confirmed', async () => {
  const { publisher, sent } = manualPublisher()
  await appendMany('note-1', 2_000)
  await startRelay(publisher)
  const confirmOthers = confirmAllButOne(sent)
  let held: Sent | undefined
  await until('all before the one that is held back is covered', async () => {
    held = confirmOthers()
    return held !== undefined && (await checkpoint()) >= held.position - LAG
  })
  expect(await checkpoint()).toBeLessThan(held!.position)
  held!.confirm()
  await until('the checkpoint is at the end', () => {
    confirmAll(sent)
    return atTheEnd()
  })
})

test('domain events go out once each in order of the log; system events only move the checkpoint', async () => {
  const { publisher, sent } = manualPublisher()
  await append('note-1', 'Noted')
  await log.client.setStreamMetadata('note-1', { maxAge: 1_000_000 })
  await append('note-2', 'OfANewerRelease')
  await log.client.setStreamMetadata('note-2', { maxAge: 1_000_000 })
  await startRelay(publisher)
  const types: string[] = []
  await until('the checkpoint is at the end', () => {
    types.push(...sent.map(({ message }) => message.type))
    confirmAll(sent)
    return atTheEnd()
  })
  expect(types).toEqual(['Noted', 'OfANewerRelease'])
})

test('a restart goes on with the first that was not confirmed', async () => {
  const { publisher, sent } = manualPublisher()
  await appendMany('note-1', 2_000)
  const relay = await startRelay(publisher)
  const confirmOthers = confirmAllButOne(sent)
  let held: Sent | undefined
  await until('one is held back', () => {
    held = confirmOthers()
    return held !== undefined
  })
  await relay.stop()
  expect(await checkpoint()).toBe(held!.position - 1n)

  const again = manualPublisher()
  await startRelay(again.publisher)
  await until('the rest is sent', () => again.sent.length > 0)
  expect(again.sent[0]!.revision).toBe(held!.revision)
})

test('a publisher that gives up makes nothing pass', async () => {
  const { publisher, sent } = manualPublisher()
  await append('note-1', 'Noted')
  await startRelay(publisher)
  await until('it is sent', () => sent.length === 1)
  sent[0]!.refuse()
  await until('it is sent again', () => sent.length === 2)
  expect(await checkpoint()).toBeLessThan(sent[1]!.position)
  sent[1]!.confirm()
  await until('the checkpoint is at the end', atTheEnd)
})

describeOnRabbit('with RabbitMQ', () => {
  test('a broker that is away and connections that are cut lose nothing and keep the order of first deliveries', async () => {
    const rabbit = testRabbit()
    const { url, wire } = await rabbit.proxy()
    const reader = { name: 'reader', summary: '', eventTypes: ['Noted'] }
    const publisher = createPublisher({ url, prefix: rabbit.prefix, consumers: [reader], logger: silentLogger() })
    try {
      wire.setReachable(false)
      await startRelay(publisher)
      for (let revision = 0; revision < 20; revision += 1)
        for (const stream of ['note-1', 'note-2']) await appendMany(stream, 25)
      wire.setReachable(true)
      await until('it has begun', async () => (await checkpoint()) > 0n)
      wire.cut()
      await until('the checkpoint is at the end', atTheEnd)

      const firsts = new Map<string, Set<number>>()
      for (const { content } of await rabbit.drain(brokerNames(rabbit.prefix).queue('reader'))) {
        const { stream, revision } = fromMessage(content)
        firsts.set(stream, (firsts.get(stream) ?? new Set()).add(revision))
      }
      const all = Array.from({ length: 500 }, (_, revision) => revision)
      expect([...firsts.get('note-1')!]).toEqual(all)
      expect([...firsts.get('note-2')!]).toEqual(all)
    } finally {
      await Promise.all(relays.splice(0).map((relay) => relay.stop()))
      await rabbit.stop([reader])
    }
  })
})
