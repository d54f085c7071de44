import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { offerContent } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import type { LogPosition } from '@one-hcm/platform/event-store/event-log'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { readCheckpoint } from '@one-hcm/platform/postgres/checkpoints'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import { checkpointOf, type Generation, liveGeneration } from '@one-hcm/platform/read-models/generations'
import { projections } from '../projections.ts'
import { createProjectors } from '../projectors.ts'
import { type EngineWorld, startEngineWorld } from '../testing/engine-world.ts'
import { applyBatch } from './apply-batch.ts'
import { applyAndMove } from './generation-follower.ts'
import { beginGeneration } from './generations.ts'
import { listParked } from './parking.ts'
import type { Projection } from './projection.ts'
import { rebuild } from './rebuild.ts'
import { redrive } from './redrive.ts'
import { verifyGeneration } from './verify.ts'

let world: EngineWorld
const logger = silentLogger()

beforeAll(async () => {
  world = await startEngineWorld()
}, 60_000)
afterAll(() => world.stop())

async function draft(title: string): Promise<string> {
  const id = randomUUID()
  await world.append(`jobOffer-${id}`, {
    type: 'JobOfferDrafted',
    data: { job_offer_id: id, recruiter_id: randomUUID(), content: offerContent({ title }), campaign_id: null },
  })
  return id
}
const revise = (id: string, title: string) =>
  world.append(`jobOffer-${id}`, {
    type: 'JobOfferRevised',
    data: { job_offer_id: id, content: offerContent({ title }) },
  })

/** A fold that trips over one title: what a poison event does to a projection. */
const fragile = (poison: { title: string }): Projection[] =>
  projections.map((projection) => ({
    ...projection,
    fold: (row, event, key) => {
      if (projection.table === 'job_offers' && JSON.stringify(event.data).includes(poison.title))
        throw new Error('poison')
      return projection.fold(row, event, key)
    },
  }))

/** Applies everything the log holds to a generation, as the follower does. */
async function project(generation: Generation, by: readonly Projection[] = projections): Promise<void> {
  const options = { log: world.log, pool: world.pool, logger, generation, projections: by, announce: false }
  let from: LogPosition | undefined = await readCheckpoint(world.pool, checkpointOf(generation))
  for (;;) {
    const stored = []
    for await (const { event } of world.log.client.readAll(
      from ? { fromPosition: from, maxCount: 100 } : { maxCount: 100 },
    ))
      if (event && (!from || event.position.commit > from.commit))
        stored.push({
          id: event.id,
          stream: event.streamId,
          type: event.type,
          revision: Number(event.revision),
          position: event.position.commit,
          prepare: event.position.prepare,
          createdAt: event.created.getTime(),
          data: (event.isJson ? event.data : {}) as Record<string, unknown>,
          metadata: event.metadata,
        })
    const last = stored.at(-1)
    if (!last) return
    const to = { commit: last.position, prepare: last.prepare }
    await applyAndMove(options, checkpointOf(generation), from, stored, to)
    from = to
  }
}

const titleOf = async (generation: Generation, id: string): Promise<string | undefined> => {
  const { rows } = await world.pool.query<{ title: string }>(
    `select doc->>'title' as title from ${generation.schema}.job_offers where id = $1`,
    [id],
  )
  return rows[0]?.title
}

test('rows and checkpoint move together, and a batch applied twice changes nothing', async () => {
  const generation = await beginGeneration(world.pool, projections)
  const id = await draft('Première version')
  await revise(id, 'Deuxième version')
  await project(generation)
  expect(await titleOf(generation, id)).toBe('Deuxième version')

  const decoded = await world.log.codec.decode(await world.log.readStoredStream(`jobOffer-${id}`))
  const before = await world.pool.query(`select * from ${generation.schema}.job_offers where id = $1`, [id])
  await inTransaction(world.pool, (db) => applyBatch({ db, schema: generation.schema, projections }, decoded))
  const after = await world.pool.query(`select * from ${generation.schema}.job_offers where id = $1`, [id])
  expect(after.rows).toEqual(before.rows)
})

test('a second follower of the same generation loses its batch instead of applying it', async () => {
  const generation = await beginGeneration(world.pool, projections)
  await project(generation)
  const id = await draft('Deux projecteurs')
  const stored = await world.log.readStoredStream(`jobOffer-${id}`)
  const last = { commit: stored[0]!.position, prepare: stored[0]!.prepare }
  const options = { log: world.log, pool: world.pool, logger, generation, projections, announce: false }
  await expect(
    applyAndMove(options, checkpointOf(generation), { commit: 1n, prepare: 1n }, stored, last),
  ).rejects.toMatchObject({ name: 'CheckpointMoved' })
  expect(await titleOf(generation, id)).toBeUndefined()
})

test('a poison event parks its own stream and stops nobody else; a redrive applies what waited, in order', async () => {
  const generation = await beginGeneration(world.pool, projections)
  const poisoned = await draft('Avant')
  await revise(poisoned, 'Poison A')
  await revise(poisoned, 'Après')
  const healthy = await draft('Voisine')
  await project(generation, fragile({ title: 'Poison A' }))

  expect(await titleOf(generation, healthy)).toBe('Voisine')
  expect(await listParked(world.pool, generation.schema)).toMatchObject([
    { stream: `jobOffer-${poisoned}`, revision: 1 },
  ])
  expect(await titleOf(generation, poisoned)).toBeUndefined()

  const still = await redrive(world.pool, world.log, generation.schema, fragile({ title: 'Poison A' }))
  expect(still.failed).toHaveLength(1)
  const mended = await redrive(world.pool, world.log, generation.schema, projections)
  expect(mended).toMatchObject({ applied: [`jobOffer-${poisoned}`], failed: [] })
  expect(await titleOf(generation, poisoned)).toBe('Après')
})

test('what the database refuses parks only the guilty stream', async () => {
  const generation = await beginGeneration(world.pool, projections)
  const guilty = await draft('Titre \u0000 que PostgreSQL refuse')
  const innocent = await draft('Titre ordinaire')
  await project(generation)
  expect(await titleOf(generation, innocent)).toBe('Titre ordinaire')
  expect((await listParked(world.pool, generation.schema)).map(({ stream }) => stream)).toEqual([`jobOffer-${guilty}`])
})

test('verify finds nothing on a true generation, and every planted difference', async () => {
  const id = await draft('À comparer')
  const generation = await rebuild({ log: world.log, pool: world.pool, logger, projections })
  expect((await verifyGeneration(world.pool, world.log, generation, projections)).differences).toEqual([])

  const other = await draft('À perdre')
  await project(generation)
  await world.pool.query(
    `update ${generation.schema}.job_offers set doc = jsonb_set(doc, '{title}', '"Faux"') where id = $1`,
    [id],
  )
  await world.pool.query(`delete from ${generation.schema}.job_offers where id = $1`, [other])
  const invented = randomUUID()
  await world.pool.query(
    `insert into ${generation.schema}.job_offers select $1, revision, position, doc, recruiter_id, status, created_at
     from ${generation.schema}.job_offers where id = $2`.replace(
      /recruiter_id, status, created_at/,
      await ownColumns(),
    ),
    [invented, id],
  )
  const { differences } = await verifyGeneration(world.pool, world.log, generation, projections)
  expect(differences).toEqual(
    expect.arrayContaining([
      { table: 'job_offers', id, kind: 'different' },
      { table: 'job_offers', id: other, kind: 'missing' },
      { table: 'job_offers', id: invented, kind: 'unexpected' },
    ]),
  )
  expect(differences).toHaveLength(3)
})

const ownColumns = (): Promise<string> =>
  Promise.resolve(Object.keys(projections.find(({ table }) => table === 'job_offers')!.columns).join(', '))

test('the projector moves over to a rebuilt generation and keeps up with it', async () => {
  const projectors = createProjectors({ ...world, logger, projections })
  await world.listener.start()
  await projectors.start()
  const former = (await liveGeneration(world.pool))!
  const rebuilt = await rebuild({ log: world.log, pool: world.pool, logger, projections })
  expect(rebuilt.id).not.toBe(former.id)
  const id = await draft('Après la reprise')
  while ((await titleOf(rebuilt, id)) === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
  await projectors.stop()
  expect((await verifyGeneration(world.pool, world.log, rebuilt, projections)).differences).toEqual([])
}, 30_000)

test('an erased person leaves rows without personal values, not a stuck projector', async () => {
  const generation = await beginGeneration(world.pool, projections)
  const personId = randomUUID()
  await world.append(`application-${randomUUID()}`, {
    type: 'ApplicationStatusChanged',
    data: {
      application_id: randomUUID(),
      candidate_id: personId,
      previous_status: 'pending',
      new_status: 'reviewed',
      notes: 'note personnelle',
      changed_by: randomUUID(),
      is_correction: false,
    },
  })
  await world.keys.destroy(personId)
  await project(generation)
  expect(await listParked(world.pool, generation.schema)).not.toContainEqual(
    expect.objectContaining({ stream: expect.stringContaining('application-') }),
  )
})
