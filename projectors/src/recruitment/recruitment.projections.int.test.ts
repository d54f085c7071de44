import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import { recorded } from '@one-hcm/platform/testing/given'
import { applyBatch } from '../engine/apply-batch.ts'
import type { Projection } from '../engine/projection.ts'
import { createGenerationTables } from '../engine/tables.ts'
import { type EngineWorld, startEngineWorld } from '../testing/engine-world.ts'
import { applicationsProjection } from './applications/applications.projection.ts'
import { deadlinesProjection } from './deadlines/deadlines.projection.ts'
import { evaluationsProjection } from './evaluations/evaluations.projection.ts'
import { jobOffersProjection } from './job-offers/job-offers.projection.ts'

const SCHEMA = 'read_1'
const projections = [jobOffersProjection, applicationsProjection, evaluationsProjection, deadlinesProjection]
let world: EngineWorld

beforeAll(async () => {
  world = await startEngineWorld()
  await inTransaction(world.pool, (db) => createGenerationTables(db, SCHEMA, projections))
})
afterAll(() => world.stop())

/** Events that leave no row. */
const endings = ['JobOfferDeleted', 'ApplicationDeleted']

/** The stored samples of a projection's events, in their order, as one stream; without those that end it. */
function goldenHistory({ events }: Projection): Recorded[] {
  const lasting = events.filter((type) => !endings.includes(type))
  const samples = lasting.map((type): DomainEvent => {
    const file = join(import.meta.dirname, `../../../contracts/golden/${type}.v${eventDefinition(type)!.version}.json`)
    return { type, data: (JSON.parse(readFileSync(file, 'utf8')) as { data: object }).data }
  })
  const first = samples[0]!.data as Record<string, string>
  const id = first.deadline_id ?? first.evaluation_id ?? first.application_id ?? first.job_offer_id
  const { category } = eventDefinition(samples[0]!.type)!
  return samples.map((event, index) =>
    recorded(`${category}-${id}`, event, { index, at: new Date(Date.UTC(2026, 0, 15, 10, index)).toISOString() }),
  )
}

const apply = (events: readonly Recorded[]) =>
  inTransaction(world.pool, (db) =>
    applyBatch(
      { db, schema: SCHEMA, projections },
      events.map((event) => ({ kind: 'event', event })),
    ),
  )
const rowsOf = async (projection: Projection) => {
  const { rows } = await world.pool.query<Record<string, unknown>>(`select * from ${SCHEMA}.${projection.table}`)
  return rows
}

test.each([
  [
    'job_offers',
    jobOffersProjection,
    { status: 'archived', offer_status: 'tous', location: 'Libreville', contract_type: 'CDI', revision: 7 },
  ],
  [
    'applications',
    applicationsProjection,
    { status: 'withdrawn', job_offer_id: 'a8e2b6d4-91c3-5b7f-8d25-6c4e0f9b1a02', revision: 10 },
  ],
  // The samples end with a reset: all is as at the start.
  ['evaluations', evaluationsProjection, { status: 'pending', protocol: 1, overall_score: null, revision: 12 }],
  ['deadlines', deadlinesProjection, { status: 'reached', kind: 'interview-reminder', revision: 3 }],
] as const)('%s: every event of its history, one by one, at once and again', async (_, projection, expected) => {
  const history = goldenHistory(projection)
  for (const event of history) expect(await apply([event])).toEqual(new Map())
  const oneByOne = await rowsOf(projection)
  expect(oneByOne).toEqual([expect.objectContaining(expected)])
  expect(await apply(history)).toEqual(new Map())
  expect(await rowsOf(projection)).toEqual(oneByOne)
  await world.pool.query(`truncate ${SCHEMA}.${projection.table}`)
  expect(await apply(history)).toEqual(new Map())
  expect(await rowsOf(projection)).toEqual(oneByOne)
})

test.each(projections.map((projection) => [projection.table, projection] as const))(
  '%s leaves events of others alone',
  async (_, projection) => {
    const before = await rowsOf(projection)
    for (const other of projections.filter((one) => one !== projection)) await apply(goldenHistory(other))
    expect(await rowsOf(projection)).toEqual(before)
  },
)

test.each([
  ['job_offers', jobOffersProjection, 'JobOfferDeleted'],
  ['applications', applicationsProjection, 'ApplicationDeleted'],
] as const)('%s: what is deleted leaves no row, also when it is told again', async (_, projection, type) => {
  await world.pool.query(`truncate ${SCHEMA}.${projection.table}`)
  const history = goldenHistory(projection)
  const { stream, data } = history[0]!
  const deleted = recorded(stream, { type, data }, { index: history.length })
  await apply(history)
  for (let time = 0; time < 2; time++) {
    expect(await apply([deleted])).toEqual(new Map())
    expect(await rowsOf(projection)).toEqual([])
  }
  await apply([...history, deleted])
  expect(await rowsOf(projection)).toEqual([])
})
