import { randomUUID } from 'node:crypto'
import { createLakeStore } from '@one-hcm/platform/blobs/lake-store'
import { createPublisher } from '@one-hcm/platform/broker/publisher'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import { readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import { liveGeneration } from '@one-hcm/platform/read-models/generations'
import { dropGeneration } from '@one-hcm/projectors/engine/generations'
import { rebuild } from '@one-hcm/projectors/engine/rebuild'
import { projections } from '@one-hcm/projectors/projections'
import { createRelay, RELAY } from '@one-hcm/projectors/relay/relay'
import amqp from 'amqplib'

const seconds = (since: number) => (performance.now() - since) / 1000

/** Reads the whole log once through the client: the ceiling of every follower. Events per second. */
export async function catchUpRead({ log }: Foundation): Promise<{ events: number; perSecond: number }> {
  const since = performance.now()
  let events = 0
  for await (const _ of log.client.readAll()) events++
  return { events, perSecond: events / seconds(since) }
}

/** Rebuilds all read models beside the live ones. Rows written per second. */
export async function rebuildRate(foundation: Foundation): Promise<number> {
  const since = performance.now()
  const former = await liveGeneration(foundation.pool)
  const generation = await rebuild({ ...foundation, projections })
  const elapsed = seconds(since)
  let rows = 0
  for (const { table } of projections) {
    const counted = await foundation.pool.query<{ n: bigint }>(
      `select count(*) as n from ${generation.schema}.${table}`,
    )
    rows += Number(counted.rows[0]!.n)
  }
  if (former) await dropGeneration(foundation.pool, former)
  return rows / elapsed
}

/** The bare upsert a projector could at best do: rows of our size, 500 a statement, one transaction each. */
export async function bareUpsertRate({ pool }: Foundation, rows: number): Promise<number> {
  const table = `hcm.bench_${randomUUID().replaceAll('-', '')}`
  await pool.query(`create table ${table} (id uuid primary key, position bigint not null, doc jsonb not null)`)
  const doc = JSON.stringify({ text: 'x'.repeat(1200) })
  const since = performance.now()
  for (let done = 0; done < rows; done += 500)
    await pool.query({
      name: `upsert-${table}`,
      text: `insert into ${table} select * from unnest($1::uuid[], $2::bigint[], $3::jsonb[])
             on conflict (id) do update set position = excluded.position, doc = excluded.doc`,
      values: [
        Array.from({ length: 500 }, () => randomUUID()),
        Array.from({ length: 500 }, (_, i) => done + i),
        Array.from({ length: 500 }, () => doc),
      ],
    })
  const rate = rows / seconds(since)
  await pool.query(`drop table ${table}`)
  return rate
}

/** Relays the whole log to RabbitMQ, from the beginning, into an exchange of its own. Messages per second. */
export async function relayRate(foundation: Foundation, url: string): Promise<number> {
  const prefix = `bench-${randomUUID().slice(0, 8)}`
  const head = (await foundation.log.head())!.commit
  await foundation.pool.query('delete from hcm.checkpoints where name = $1', [RELAY])
  const publisher = createPublisher({ url, prefix, logger: foundation.logger })
  const relay = createRelay({ log: foundation.log, pool: foundation.pool, publisher, logger: foundation.logger })
  const since = performance.now()
  await relay.start()
  while (((await readCheckpoint(foundation.pool, RELAY))?.commit ?? 0n) < head)
    await new Promise((resolve) => setTimeout(resolve, 20))
  const elapsed = seconds(since)
  await relay.stop()
  const { rows } = await foundation.pool.query<{ n: bigint }>(
    `select count(*) as n from ${(await liveGeneration(foundation.pool))!.schema}.event_index`,
  )
  await removeBroker(url, prefix)
  return Number(rows[0]!.n) / elapsed
}

/** Bare publishing to one quorum queue with confirms, 256 in flight. Messages per second. */
export async function bareQuorumRate(url: string, messages: number): Promise<number> {
  const connection = await amqp.connect(url)
  const channel = await connection.createConfirmChannel()
  const queue = `bench-${randomUUID()}`
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } })
  const body = Buffer.alloc(1500, 'x')
  const since = performance.now()
  let sent = 0
  await new Promise<void>((resolve, reject) => {
    let confirmed = 0
    const next = () => {
      if (sent >= messages) return
      sent++
      channel.sendToQueue(queue, body, { persistent: true }, (error) => {
        if (error) return reject(error as Error)
        confirmed++
        if (confirmed === messages) resolve()
        else next()
      })
    }
    for (let index = 0; index < 256; index++) next()
  })
  const rate = messages / seconds(since)
  await channel.deleteQueue(queue)
  await connection.close()
  return rate
}

async function removeBroker(url: string, prefix: string): Promise<void> {
  const connection = await amqp.connect(url)
  const channel = await connection.createChannel()
  for (const queue of ['etl-raw', 'etl-raw.dead', 'unrouted']) await channel.deleteQueue(`${prefix}.${queue}`)
  for (const exchange of ['events', 'unrouted', 'dead', 'retry']) await channel.deleteExchange(`${prefix}.${exchange}`)
  await connection.close()
}

/** Bare puts of small files to the blob store, eight at once. Puts per second. */
export async function barePutRate({ settings }: Foundation, puts: number): Promise<number> {
  const store = createLakeStore({ connectionString: settings.AZURE_STORAGE_CONNECTION_STRING, container: 'bench-puts' })
  await store.ensureReady()
  const body = Buffer.alloc(1500, 'x')
  const since = performance.now()
  let next = 0
  const worker = async () => {
    for (let index = next++; index < puts; index = next++)
      await store.putIfNewer({
        path: `bench/${index}.json`,
        body,
        contentType: 'application/json',
        metadata: {},
        version: { epoch: 0, revision: 0 },
      })
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return puts / seconds(since)
}
