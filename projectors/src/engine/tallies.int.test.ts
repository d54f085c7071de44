import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import type { ApplicationRow } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import {
  deletedApplication,
  statusChanged,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import type { Decoded } from '@one-hcm/platform/event-store/codec'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import type { Generation } from '@one-hcm/platform/read-models/generations'
import fc from 'fast-check'
import { projections } from '../projections.ts'
import { type EngineWorld, startEngineWorld } from '../testing/engine-world.ts'
import { applyBatch } from './apply-batch.ts'
import { beginGeneration } from './generations.ts'
import { listParked } from './parking.ts'
import type { Projection } from './projection.ts'
import { rebuild } from './rebuild.ts'
import { redrive } from './redrive.ts'
import { verifyGeneration } from './verify.ts'

let world: EngineWorld
const logger = silentLogger()
const [candidate, offer, recruiter] = [randomUUID(), randomUUID(), randomUUID()]

beforeAll(async () => {
  world = await startEngineWorld()
}, 60_000)
afterAll(() => world.stop())

const apply = (generation: Generation, batch: readonly Decoded[], by: readonly Projection[] = projections) =>
  inTransaction(world.pool, (db) => applyBatch({ db, schema: generation.schema, projections: by }, batch))

/** Applications per status, as the tally has them and as the rows say. */
async function standing({ schema }: Generation): Promise<{ kept: unknown; recounted: unknown }> {
  const [kept, recounted] = await Promise.all(
    [
      `select status, sum(n)::integer as n from ${schema}.application_offers group by status order by status`,
      `select status, count(*)::integer as n from ${schema}.applications group by status order by status`,
    ].map((sql) => world.pool.query(sql)),
  )
  return { kept: kept!.rows, recounted: recounted!.rows }
}

const historyOf = async (stream: string) => world.log.codec.decode(await world.log.readStoredStream(stream))
const later: readonly DomainEvent[] = [
  statusChanged('pending', 'reviewed'),
  statusChanged('reviewed', 'shortlisted'),
  deletedApplication,
]

test('tallies equal the rows however batches are cut, and whatever of them is applied again', async () => {
  const histories: Decoded[][] = []
  for (let index = 0; index < 6; index++) {
    const stream = `application-${randomUUID()}`
    await world.append(stream, submitted({ candidate: randomUUID(), offer, recruiter }), ...later.slice(0, index % 4))
    histories.push(await historyOf(stream))
  }
  const log = histories.flat()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(log.length), fc.nat(log.length)), { maxLength: 4 }), async (repeats) => {
      const generation = await beginGeneration(world.pool, projections)
      // In log order, with stretches of it applied again before the rest comes: what a redrive beside a batch does.
      for (const [from, length] of [...repeats, [0, log.length] as const]) {
        await apply(generation, log.slice(0, from + 1))
        await apply(generation, log.slice(0, Math.min(log.length, from + length)))
      }
      const { kept, recounted } = await standing(generation)
      expect(kept).toEqual(recounted)
    }),
    { numRuns: 10 },
  )
})

/** A tally that trips over one candidate's applications. */
const fragile = (poison: string): Projection[] =>
  projections.map((projection) => ({
    ...projection,
    tallies: (projection.tallies ?? []).map((tally) => ({
      ...tally,
      contributions: (row) => {
        if (tally.table === 'application_offers' && (row as ApplicationRow).candidate_id === poison)
          throw new Error('cannot be counted')
        return tally.contributions(row)
      },
    })),
  }))

test('what cannot be counted parks its aggregate in all tables; redriven it counts once', async () => {
  const generation = await beginGeneration(world.pool, projections)
  const [poisoned, healthy] = [`application-${randomUUID()}`, `application-${randomUUID()}`]
  await world.append(poisoned, submitted({ candidate, offer, recruiter }), statusChanged('pending', 'reviewed'))
  await world.append(healthy, submitted({ candidate: randomUUID(), offer, recruiter }))
  const batch = [...(await historyOf(poisoned)), ...(await historyOf(healthy))]
  const failures = await apply(generation, batch, fragile(candidate))
  expect([...failures.keys()]).toEqual([poisoned])
  expect(await listParked(world.pool, generation.schema)).toMatchObject([{ stream: poisoned }])
  expect((await standing(generation)).kept).toEqual([{ status: 'pending', n: 1 }])

  expect(await redrive(world.pool, world.log, generation.schema, projections)).toMatchObject({ applied: [poisoned] })
  const counted = [
    { status: 'pending', n: 1 },
    { status: 'reviewed', n: 1 },
  ]
  expect(await standing(generation)).toEqual({ kept: counted, recounted: counted })
  await apply(generation, batch)
  expect((await standing(generation)).kept).toEqual(counted)
})

test('a rebuild counts the same, and verify notices a tally that is off by one', async () => {
  const statuses: ApplicationStatus[] = ['reviewed', 'incubation']
  for (const status of statuses)
    await world.append(
      `application-${randomUUID()}`,
      submitted({ candidate: randomUUID(), offer, recruiter }),
      statusChanged('pending', status),
    )
  const generation = await rebuild({ log: world.log, pool: world.pool, logger, projections })
  const { kept, recounted } = await standing(generation)
  expect(kept).toEqual(recounted)
  const { rows: indexes } = await world.pool.query<{ n: number }>(
    'select count(*)::integer as n from pg_indexes where schemaname = $1 and tablename = $2',
    [generation.schema, 'applications'],
  )
  expect(indexes[0]!.n).toBe(1 + projections.find(({ table }) => table === 'applications')!.indexes.length)
  // Its first readers are planned for what it holds: -1 would be a table that PostgreSQL knows nothing of.
  const { rows } = await world.pool.query<{ reltuples: number }>(
    'select reltuples from pg_class where oid = any($1::regclass[])',
    [['applications', 'application_offers'].map((table) => `${generation.schema}.${table}`)],
  )
  for (const { reltuples } of rows) expect(reltuples).toBeGreaterThan(0)
  const differences = async () =>
    (await verifyGeneration(world.pool, world.log, generation, projections)).differences.filter(
      ({ table }) => table !== 'applications',
    )
  expect(await differences()).toEqual([])

  const { schema } = generation
  await world.pool.query(`update ${schema}.application_offers set n = n + 1 where status = 'reviewed'`)
  await world.pool.query(`delete from ${schema}.applicants where candidate_id = $1`, [candidate])
  await world.pool.query(`insert into ${schema}.application_documents values ($1, 'cv', 1)`, [randomUUID()])
  const found = (await differences()).map(({ table, kind }) => `${kind} ${table}`)
  expect(new Set(found)).toEqual(
    new Set(['different application_offers', 'missing applicants', 'unexpected application_documents']),
  )
})
